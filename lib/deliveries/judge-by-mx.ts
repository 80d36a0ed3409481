import { asTenant } from '../db/tenant.ts'
import type { Resolver } from '../dns/answer.ts'
import { judgeDelivery } from './judge-delivery.ts'
import type { Judgement } from './judgement.ts'
import type { ProveDeps } from './prove-bounces.ts'
import type { ProvePayload } from './prove-task.ts'
import { JUDGED_COLUMNS, type JudgedColumns, toDelivery } from './to-delivery.ts'
import { NO_ID, TOLD_BOUNCES } from './told-bounces.ts'

/** Domains of recipients that are asked about for one submission; bounces to further ones stay as they are. */
const DOMAINS_MAX = 500
const HOSTS_MAX = 20
const BATCH = 200

type Row = JudgedColumns & { id: string; recipientDomain: string }

/**
 * Judges bounces by the mail exchangers of their recipients' domains, where nothing told which host replied.
 * @returns whether DNS answered for all of them, or nobody is to be asked.
 */
export async function judgeByMx(payload: ProvePayload, deps: ProveDeps, deadline: AbortSignal): Promise<boolean> {
  const { organizationId, submissionId } = payload
  const client = asTenant(deps.pool, organizationId)
  const asked = new Set<string>()
  let isAnswered = true
  for (let after = NO_ID; !deadline.aborted;) {
    const { rows } = await client.query<Row>(
      `select b.id, ${JUDGED_COLUMNS} from ${TOLD_BOUNCES} and ${HOST_UNKNOWN} order by b.id limit ${BATCH}`,
      [organizationId, submissionId, after],
    )
    if (rows.length === 0) return isAnswered
    for (const row of rows) {
      if (!asked.has(row.recipientDomain) && asked.size === DOMAINS_MAX) continue
      asked.add(row.recipientDomain)
      const hosts = deadline.aborted ? null : await findHosts(row.recipientDomain, deps.resolver)
      if (hosts && hosts.length > 0)
        await client.query(WRITE, [organizationId, row.id, ...columnsOf(judgeDelivery(toDelivery(row), hosts))])
      isAnswered &&= hosts !== null
    }
    after = rows.at(-1)!.id
  }
  return false
}

/** A carrier that names the host, or its mail exchanger, is not to be overruled by what DNS says by now. */
const HOST_UNKNOWN = `b.kind in ('refused', 'deferred') and b."remoteHost" is null and b."recipientDomain" is not null
  and (b."appleBasis" is null or b."appleBasis" in ('recipient', 'text'))`

/** @returns null when DNS did not answer; nothing when there are none, or nobody is to be asked. */
async function findHosts(domain: string, resolver: Resolver): Promise<string[] | null> {
  const answer = await resolver.mx(domain)
  if (answer.kind === 'failed') return null
  return answer.kind === 'found' ? answer.values.slice(0, HOSTS_MAX).map(({ exchange }) => exchange.toLowerCase()) : []
}

const WRITE = `update bounce b set "receiverId" = $3, "isIcloud" = $4, "appleBasis" = $5, "appleCertainty" = $6, code = $7,
    "replyGroup" = $8, "replyClass" = $9
  where b."organizationId" = $1 and b.id = $2 and ${HOST_UNKNOWN}`

function columnsOf(judgement: Judgement): unknown[] {
  const { receiver, isIcloud, basis, certainty, code, replyGroup, replyClass } = judgement
  return [receiver?.id ?? null, isIcloud, basis, certainty, code, replyGroup, replyClass]
}
