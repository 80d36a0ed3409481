import { can, keyOf } from '#lib/auth/access.ts'
import { readDiskShortage } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import type { Tenant } from '#lib/db/tenant.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { KINDS, STATUSES, VIAS } from '#lib/queries/ledger-words.ts'
import {
  SUBMISSIONS_CURSOR,
  countOpen,
  getSubmissions,
  isFinal,
  listSubmissions,
} from '#lib/queries/list-submissions.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readWord } from '../read-query.ts'
import { json, problem, shortageProblem } from '../respond.ts'
import { acceptBody } from './accept-body.ts'

const WAIT_MAX_SECONDS = 60

/** A key that may only ingest lists what it sent. */
export const GET = route('outcome', async (access, request: Request) => {
  const via = readWord(request, 'via', VIAS)
  if (via instanceof Response) return via
  const status = readWord(request, 'status', STATUSES)
  if (status instanceof Response) return status
  const kind = readWord(request, 'kind', KINDS)
  if (kind instanceof Response) return kind
  const search = new URL(request.url).searchParams.get('search') || null
  const keyId = can(access, 'ledger') ? null : keyOf(access)
  return answerList(request, {
    name: 'submissions',
    cursor: SUBMISSIONS_CURSOR,
    columns: ['id', 'filename', 'via', 'status', 'reason', 'receivedAt', 'size', 'documentCount', 'documents'],
    read: async (page) => {
      const list = { via, status, kind, keyId, search, ...page }
      const { submissions: rows, nextCursor } = await listSubmissions(access.tenant, list)
      return { rows, nextCursor }
    },
  })
})

export const POST = route('ingest', async (access, request: Request) => {
  if (access.organization.isDemo) return problem(403, DEMO_REFUSAL)
  const wait = Number(new URL(request.url).searchParams.get('wait') || 0)
  if (!(wait >= 0 && wait <= WAIT_MAX_SECONDS))
    return problem(400, `wait must be a number of seconds from 0 to ${WAIT_MAX_SECONDS}.`)

  const { pool } = database()
  const config = readConfig()
  const shortage = await readDiskShortage(config)
  if (shortage) return shortageProblem(shortage)

  const accepted = await acceptBody(request, {
    pool,
    organizationId: access.organization.id,
    keyId: keyOf(access),
    ...config,
  })
  const submissions = await afterWaiting(wait, access.tenant, accepted.submissions)
  if (accepted.broken) return problem(400, accepted.broken, { submissions })
  const tooLarge = accepted.submissions.find(({ reason }) => reason !== null)
  if (tooLarge) return problem(413, tooLarge.reason!.message, { submissions })
  return json({ submissions }, submissions.every(isFinal) ? 200 : 202)
})

/** The submissions as they are when all are final or the time is up. */
async function afterWaiting(seconds: number, tenant: Tenant, submissions: SubmissionRow[]): Promise<SubmissionRow[]> {
  if (seconds === 0) return submissions
  const ids = submissions.map(({ id }) => id)
  const deadline = Date.now() + seconds * 1000
  for (let pauseMs = 20; Date.now() + pauseMs < deadline; pauseMs = Math.min(500, pauseMs * 1.5)) {
    if ((await countOpen(tenant, ids)) === 0) break
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return getSubmissions(tenant, ids)
}
