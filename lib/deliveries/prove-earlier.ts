import type pg from 'pg'

import type { Delivery } from '../bounce/delivery.ts'
import { identifiersOf } from './identifiers.ts'
import type { Proof } from './proof.ts'
import type { Telling } from './store-told.ts'

/**
 * A log, or the events of a provider, may come after the bounces of the messages that they name: those are known to be of one's own
 * messages from then on.
 */
export async function proveEarlier(
  client: pg.ClientBase,
  sent: Delivery[],
  { teller, sealer }: Telling,
): Promise<void> {
  const words = new Map<string, Proof>()
  const know = (hash: Buffer | null, word: Proof): void => void (hash && words.set(hash.toString('hex'), word))
  for (const delivery of sent) {
    const { message, provider, queue } = identifiersOf(delivery, sealer)
    know(queue, 'queue-id')
    know(provider, 'provider-id')
    know(message, 'message-id')
  }
  if (words.size === 0) return
  const { organizationId } = teller
  const { rows } = await client.query<{ id: string; idHashes: Buffer[] }>(
    'select id, "idHashes" from bounce where "organizationId" = $1 and proof is null and "idHashes" && $2',
    [organizationId, [...words.keys()].map((hash) => Buffer.from(hash, 'hex'))],
  )
  if (rows.length === 0) return
  // Hashes stand in the order of the strength of what they show.
  const proofOf = (hashes: Buffer[]): Proof => words.get(hashes.map(toHex).find((hash) => words.has(hash))!)!
  await client.query(
    `update bounce b set proof = k.proof from unnest($2::uuid[], $3::text[]) as k (id, proof)
     where b."organizationId" = $1 and b.id = k.id`,
    [organizationId, rows.map(({ id }) => id), rows.map(({ idHashes }) => proofOf(idHashes))],
  )
}

function toHex(bytes: Buffer): string {
  return bytes.toString('hex')
}
