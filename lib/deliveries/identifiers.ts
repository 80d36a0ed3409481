import type { Delivery } from '../bounce/delivery.ts'
import type { Sealer } from '../db/seal.ts'

/** Keyed hashes of what a message is known by; null where the carrier does not say. */
export type Identifiers = { message: Buffer | null; queue: Buffer | null; provider: Buffer | null }

export function identifiersOf(
  { messageId, queueId, providerId }: Pick<Delivery, 'messageId' | 'queueId' | 'providerId'>,
  sealer: Sealer,
): Identifiers {
  const hash = (kind: string, id: string | null): Buffer | null => (id ? sealer.hash(`${kind} ${id}`) : null)
  return { message: hash('message', messageId), queue: hash('queue', queueId), provider: hash('provider', providerId) }
}

/** In the order of the strength of what a known one shows. */
export function listHashes({ message, queue, provider }: Identifiers): Buffer[] {
  return [message, provider, queue].filter((hash) => hash !== null)
}
