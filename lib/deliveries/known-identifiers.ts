import type pg from 'pg'

import type { BounceValues } from './bounce-draft.ts'
import type { Identifiers } from './identifiers.ts'
import type { Proof } from './proof.ts'

/** How long before or after it a message may have been sent that a bounce is of: queues give up after five days, ids are used again. */
const WITHIN = `interval '10 days'`

const KNOWN = `select encode(hash, 'hex') as hash from unnest($2::bytea[], $3::timestamptz[]) as asked (hash, at)
  where exists (select 1 from delivery d where d."organizationId" = $1 and d."messageHash" = asked.hash
      and d.at between asked.at - ${WITHIN} and asked.at + ${WITHIN})
    or exists (select 1 from delivery d where d."organizationId" = $1 and d."sendingHash" = asked.hash
      and d.at between asked.at - ${WITHIN} and asked.at + ${WITHIN})
    or exists (select 1 from bounce b where b."organizationId" = $1 and b."idHashes" @> array[asked.hash] and b.proof in ('log', 'webhook')
      and b.at between asked.at - ${WITHIN} and asked.at + ${WITHIN})`

/** Which of the identifiers of these bounces a log or a provider has named as those of a message of one's own, in hexadecimal. */
export async function listKnown(
  client: pg.ClientBase,
  organizationId: string,
  drafts: { values: Pick<BounceValues, 'at' | 'idHashes'> }[],
): Promise<Set<string>> {
  const asked = drafts.flatMap(({ values }) => values.idHashes.map((hash) => ({ hash, at: new Date(values.at) })))
  if (asked.length === 0) return new Set()
  const { rows } = await client.query<{ hash: string }>(KNOWN, [
    organizationId,
    asked.map(({ hash }) => hash),
    asked.map(({ at }) => at),
  ])
  return new Set(rows.map(({ hash }) => hash))
}

/** What shows by a known identifier that a message was one's own; the strongest one. */
export function proofBy({ message, provider, queue }: Identifiers, known: Set<string>): Proof | null {
  const isKnown = (hash: Buffer | null): boolean => hash !== null && known.has(hash.toString('hex'))
  if (isKnown(message)) return 'message-id'
  if (isKnown(provider)) return 'provider-id'
  return isKnown(queue) ? 'queue-id' : null
}
