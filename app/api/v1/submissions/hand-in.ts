import { type Access } from '#lib/auth/access.ts'
import { readDiskShortage } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import type { Tenant } from '#lib/db/tenant.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { countOpen, getSubmissions, isFinal } from '#lib/queries/list-submissions.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { json, problem, shortageProblem } from '../respond.ts'
import type { Store } from './take-body.ts'

/**
 * The submissions as they were written down, in the order of the files; `broken` is what is wrong with the request, of which the
 * files before that are accepted all the same.
 */
export type Accepted = { submissions: SubmissionRow[]; broken: string | null }

const WAIT_MAX_SECONDS = 60

/** Takes something in when there is room, waits for the outcome as long as `?wait=` says, and answers with the submissions. */
export async function handIn(
  access: Pick<Access, 'organization' | 'tenant'>,
  request: Request,
  take: (store: Store) => Promise<Accepted>,
): Promise<Response> {
  if (access.organization.isDemo) return problem(403, DEMO_REFUSAL)
  const wait = Number(new URL(request.url).searchParams.get('wait') || 0)
  if (!(wait >= 0 && wait <= WAIT_MAX_SECONDS))
    return problem(400, `wait must be a number of seconds from 0 to ${WAIT_MAX_SECONDS}.`)

  const config = readConfig()
  const shortage = await readDiskShortage(config)
  if (shortage) return shortageProblem(shortage)

  const accepted = await take({ pool: database().pool, ...config })
  const submissions = await afterWaiting(wait, access.tenant, accepted.submissions)
  if (accepted.broken) return problem(400, accepted.broken, { submissions })
  const tooLarge = accepted.submissions.find(({ reason }) => reason !== null)
  if (tooLarge) return problem(413, tooLarge.reason!.message, { submissions })
  return json({ submissions }, submissions.every(isFinal) ? 200 : 202)
}

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
