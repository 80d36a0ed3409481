import type pg from 'pg'

import { asTenant } from '../db/tenant.ts'
import type { MailCheck } from '../inbox/mail-check.ts'
import type { Via } from './accept.ts'
import type { ProcessPayload } from './process-task.ts'

/** A submission that is being read: by whom it is, which reading and which attempt this is. */
export type Claim = ProcessPayload & {
  /** 1, and one more each time it is read again. */
  reading: number
  /** Attempts at this reading, this one included. */
  attempts: number
  /** What was found out about the mail that it is; null for what is no mail. */
  mailCheck: MailCheck | null
  /** Somebody has accepted what is in it. */
  isAccepted: boolean
  via: Via
  receivedAt: Date
  /** Bytes. */
  size: number
  /** All of its bytes where they are few and not sealed; null means `readChunks`. */
  bytes: Buffer | null
}

/** Bytes that come along with a claim. */
const BYTES_MAX = 64 * 1024

const CLAIM = `update submission s set status = 'processing', attempts = s.attempts + 1
  where s."organizationId" = $1 and s.id = any($2) and s.status in ('queued', 'processing')`
const CLAIMED = `select c.id, c.reading, c.attempts, c.via, c."receivedAt", c."mailCheck", c."isAccepted", c.size::float8 as size, k.bytes
  from claimed c left join submission_chunk k on c.size <= ${BYTES_MAX} and not c."isPrivate" and k."organizationId" = $1
    and k."submissionId" = c.id and k.ordinal = 0`
const RETURNING = `returning s.id, s.reading, s.attempts, s.via, s."receivedAt", s.size, s."isPrivate", s."mailCheck",
  s."acceptedAt" is not null as "isAccepted"`

const FIRST = `with claimed as (${CLAIM} and s.attempts = 0 ${RETURNING}) ${CLAIMED}`
const AGAIN = `with claimed as (${CLAIM} ${RETURNING}) ${CLAIMED}`

/**
 * Begins the first attempt at these submissions of one organization. Null for those that are final or gone, and for those that an
 * attempt has failed on before: `claimAgain` has them, one at a time.
 */
export async function claimFirst(payloads: readonly ProcessPayload[], pool: pg.Pool): Promise<(Claim | null)[]> {
  return claim(FIRST, payloads, pool)
}

/** Begins another attempt at a submission. @returns null when it is final or gone. */
export async function claimAgain(payload: ProcessPayload, pool: pg.Pool): Promise<Claim | null> {
  const [claimed] = await claim(AGAIN, [payload], pool)
  return claimed ?? null
}

/**
 * To be told to stop in the middle is no fault of a submission. Its next attempt is a second one all the same, which goes on behind
 * the documents that are done.
 */
export async function forgiveAttempts(claims: Claim[], pool: pg.Pool): Promise<void> {
  const byOrganization = Map.groupBy(claims, ({ organizationId }) => organizationId)
  for (const [organizationId, own] of byOrganization)
    await asTenant(pool, organizationId).query(
      `update submission set attempts = attempts - 1
       where "organizationId" = $1 and id = any($2) and status = 'processing' and attempts > 1`,
      [organizationId, own.map(({ submissionId }) => submissionId)],
    )
}

type Row = Omit<Claim, 'organizationId' | 'submissionId'> & { id: string }

async function claim(statement: string, payloads: readonly ProcessPayload[], pool: pg.Pool): Promise<(Claim | null)[]> {
  const organizationId = payloads[0]!.organizationId
  const ids = payloads.map(({ submissionId }) => submissionId)
  const { rows } = await asTenant(pool, organizationId).query<Row>(statement, [organizationId, ids])
  const byId = new Map(rows.map(({ id, ...row }) => [id, { organizationId, submissionId: id, ...row }]))
  // Of two jobs for one submission the first has it.
  return payloads.map(({ submissionId }) => {
    const claimed = byId.get(submissionId) ?? null
    byId.delete(submissionId)
    return claimed
  })
}
