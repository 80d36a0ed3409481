import { readShortage } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { firstOrganization, firstOrganizationId } from '#lib/db/organization.ts'
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

import { readPage, readWord } from '../read-query.ts'
import { refuseOtherSites } from '../refuse-other-sites.ts'
import { json, problem, route, shortageProblem } from '../respond.ts'
import { acceptBody } from './accept-body.ts'

const WAIT_MAX_SECONDS = 60

export const GET = route(async (request: Request) => {
  const page = readPage(request, SUBMISSIONS_CURSOR)
  if (page instanceof Response) return page
  const via = readWord(request, 'via', VIAS)
  if (via instanceof Response) return via
  const status = readWord(request, 'status', STATUSES)
  if (status instanceof Response) return status
  const kind = readWord(request, 'kind', KINDS)
  if (kind instanceof Response) return kind
  return json(await listSubmissions(await firstOrganizationId(), { via, status, kind, ...page }))
})

export const POST = route(async (request: Request) => {
  const refusal = refuseOtherSites(request)
  if (refusal) return refusal
  const wait = Number(new URL(request.url).searchParams.get('wait') || 0)
  if (!(wait >= 0 && wait <= WAIT_MAX_SECONDS))
    return problem(400, `wait must be a number of seconds from 0 to ${WAIT_MAX_SECONDS}.`)

  const { pool } = database()
  const config = readConfig()
  const organization = firstOrganization()
  const shortage = await readShortage(organization, config)
  if (shortage) return shortageProblem(shortage)
  const { id: organizationId, isDemo } = await organization
  if (isDemo) return problem(403, DEMO_REFUSAL)

  const accepted = await acceptBody(request, { pool, organizationId, ...config })
  const submissions = await afterWaiting(wait, organizationId, accepted.submissions)
  if (accepted.broken) return problem(400, accepted.broken, { submissions })
  const tooLarge = accepted.submissions.find(({ reason }) => reason !== null)
  if (tooLarge) return problem(413, tooLarge.reason!.message, { submissions })
  return json({ submissions }, submissions.every(isFinal) ? 200 : 202)
})

/** The submissions as they are when all are final or the time is up. */
async function afterWaiting(
  seconds: number,
  organizationId: string,
  submissions: SubmissionRow[],
): Promise<SubmissionRow[]> {
  if (seconds === 0) return submissions
  const ids = submissions.map(({ id }) => id)
  const deadline = Date.now() + seconds * 1000
  for (let pauseMs = 20; Date.now() + pauseMs < deadline; pauseMs = Math.min(500, pauseMs * 1.5)) {
    if ((await countOpen(organizationId, ids)) === 0) break
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return getSubmissions(organizationId, ids)
}
