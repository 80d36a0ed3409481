import pLimit from 'p-limit'
import type pg from 'pg'

import type { Sealer } from '../db/seal.ts'
import { asTenant, inTransaction } from '../db/tenant.ts'
import { toJson } from '../db/to-json.ts'
import type { Resolver } from '../dns/answer.ts'
import { checkMail } from '../inbox/check-mail.ts'
import type { MailCheck, MailPath } from '../inbox/mail-check.ts'
import { AGAIN_PRIORITY, NEW_PRIORITY, addJobs } from './add-jobs.ts'
import type { ProcessPayload } from './process-task.ts'
import { NotOpened, readChunks } from './read-chunks.ts'

export type CheckDeps = {
  pool: pg.Pool
  resolver: Resolver
  relays: string[]
  trustedAuthservIds: string[]
  sealer: Sealer
  now: () => Date
}

/** After so many attempts that the process did not outlive, a mail is read without a look at where it is from. */
const ATTEMPTS_MAX = 3
/** Large mails take memory and time of the processor. */
const LARGE_BYTES = 256 * 1024
const LARGE_AT_ONCE = 2
const large = pLimit(LARGE_AT_ONCE)

/**
 * Looks into where a mail is from, and gives it to the job that reads it. Before that and not with it, because DNS may keep one
 * waiting: reports that have come by other ways are not behind it.
 * @param attempt of this job, from 1.
 */
export async function checkSubmission(payload: ProcessPayload, attempt: number, deps: CheckDeps): Promise<void> {
  const mail = await findMail(payload, deps.pool)
  if (!mail) return
  const check = attempt > ATTEMPTS_MAX ? unchecked(mail, deps.now()) : await examine(mail, payload, deps)
  await inTransaction(deps.pool, payload.organizationId, (client) =>
    client.query(
      `with chosen as (update submission set "mailCheck" = $3
         where "organizationId" = $1 and id = $2 and status in ('queued', 'processing') returning id) ${addJobs(mail.reading > 1 ? AGAIN_PRIORITY : NEW_PRIORITY)}`,
      [payload.organizationId, payload.submissionId, toJson(check)],
    ),
  )
}

type Mail = MailPath & { size: number; reading: number }

/** @returns null when it is final or gone. */
async function findMail({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<Mail | null> {
  const { rows } = await asTenant(pool, organizationId).query<Mail>(
    `select "envelopeFrom", host(peer) as peer, helo, size::float8 as size, reading from submission
     where "organizationId" = $1 and id = $2 and status in ('queued', 'processing')`,
    [organizationId, submissionId],
  )
  return rows[0] ?? null
}

function examine(mail: Mail, payload: ProcessPayload, deps: CheckDeps): Promise<MailCheck> {
  const { resolver, relays, trustedAuthservIds } = deps
  const run = (): Promise<MailCheck> =>
    checkMail(readChunks(payload, deps), mail, { resolver, now: deps.now(), relays, trustedAuthservIds }).catch(
      (error: unknown) => {
        // Whoever reads it says so.
        if (error instanceof NotOpened) return unchecked(mail, deps.now())
        throw error
      },
    )
  return mail.size > LARGE_BYTES ? large(run) : run()
}

/** Nothing is known, so nothing is held against the mail. */
function unchecked({ peer }: Mail, now: Date): MailCheck {
  const nothing = { from: null, dkim: [], spf: null, dmarc: null, trusted: null }
  return { checkedAt: now.toISOString(), dns: 'failed', peer, isDirect: peer !== null, ...nothing }
}
