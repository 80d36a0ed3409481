import type pg from 'pg'

import type { Sealer } from '../db/seal.ts'
import { asTenant } from '../db/tenant.ts'
import { withParents } from '../dmarc/with-parents.ts'
import type { Resolver } from '../dns/answer.ts'
import { lookUpWith } from '../inbox/look-up.ts'
import { verifyReturnedHeaders } from '../inbox/verify-returned-headers.ts'
import { log } from '../log.ts'
import { judgeByMx } from './judge-by-mx.ts'
import { PROVE_ATTEMPTS_MAX, type ProvePayload } from './prove-task.ts'
import { NO_ID, TOLD_BOUNCES } from './told-bounces.ts'

export type ProveDeps = { pool: pg.Pool; sealer: Sealer; resolver: Resolver }

/** What one attempt may take; the next one goes on with what is left, and has answers remembered. */
const WORK_MS = 5 * 60_000
const BOUNCE_MS = 15_000
const BATCH = 50

/**
 * Looks into DNS for the bounces that a submission told of: for proof that a returned message was the organization's own, and for whose
 * recipient it was where nothing told which host replied. Not while they are stored, because DNS may keep one waiting. What is
 * written is what bounces still lack then, so it may be killed and run again.
 * @param attempt of this job, from 1.
 * @throws when DNS did not answer and there are attempts left.
 */
export async function proveBounces(payload: ProvePayload, attempt: number, deps: ProveDeps): Promise<void> {
  const deadline = AbortSignal.timeout(WORK_MS)
  const isProved = await proveByDkim(payload, deps, deadline)
  const isJudged = await judgeByMx(payload, deps, deadline)
  if (isProved && isJudged) return
  if (attempt < PROVE_ATTEMPTS_MAX) throw new Error('DNS did not answer for all bounces of a submission.')
  log.warn({ submission: payload.submissionId }, 'bounces stay as they are, because DNS does not answer')
}

type Unverified = { id: string; at: Date; returnedHeaders: Buffer }

/** @returns whether DNS answered for all of them, or nobody is to be asked. */
async function proveByDkim(payload: ProvePayload, deps: ProveDeps, deadline: AbortSignal): Promise<boolean> {
  const { organizationId, submissionId } = payload
  const client = asTenant(deps.pool, organizationId)
  const isOwn = await ownDomains(client, organizationId)
  let isAnswered = true
  for (let after = NO_ID; !deadline.aborted;) {
    const { rows } = await client.query<Unverified>(
      `select b.id, b.at, b."returnedHeaders" from ${TOLD_BOUNCES} and b.proof is null and b."returnedHeaders" is not null
       order by b.id limit ${BATCH}`,
      [organizationId, submissionId, after],
    )
    if (rows.length === 0) return isAnswered
    for (const bounce of rows) {
      const found = deadline.aborted ? 'unanswered' : await verifyBounce(bounce, isOwn, deps)
      if (found === 'proved')
        await client.query(
          `update bounce set proof = 'dkim' where "organizationId" = $1 and id = $2 and proof is null`,
          [organizationId, bounce.id],
        )
      isAnswered &&= found !== 'unanswered'
    }
    after = rows.at(-1)!.id
  }
  return false
}

type IsOwn = (domain: string) => boolean

/** Tells domains of the organization, and what is below them, from all others. */
async function ownDomains(client: Pick<pg.ClientBase, 'query'>, organizationId: string): Promise<IsOwn> {
  const { rows } = await client.query<{ name: string }>('select name from domain where "organizationId" = $1', [
    organizationId,
  ])
  const names = new Set(rows.map(({ name }) => name))
  return (domain) => withParents(domain).some((name) => names.has(name))
}

type Found = 'proved' | 'unproved' | 'unanswered'

async function verifyBounce({ at, returnedHeaders }: Unverified, isWanted: IsOwn, deps: ProveDeps): Promise<Found> {
  const headers = deps.sealer.open(returnedHeaders)
  if (!headers) return 'unproved'
  const lookUp = lookUpWith(deps.resolver, AbortSignal.timeout(BOUNCE_MS))
  const checks = await verifyReturnedHeaders(headers.toString('utf8'), { isWanted, lookUp, at })
  if (checks.some(({ result }) => result === 'pass')) return 'proved'
  return checks.some(({ result }) => result === 'temperror') && !lookUp.isOff() ? 'unanswered' : 'unproved'
}
