import type { ReceiverRow } from '#lib/queries/rows.ts'
import { isApples } from '#lib/receivers/apple-receivers.ts'

/** The messages that receivers' shares are of: all but those that a report in Apple's name holds. */
export function sumShared(receivers: Pick<ReceiverRow, 'id' | 'messages'>[]): number {
  return receivers.reduce((sum, { id, messages }) => sum + (isApples(id) ? 0 : messages), 0)
}
