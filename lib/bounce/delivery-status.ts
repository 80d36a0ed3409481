import { type Fields, readFields } from './fields.ts'

/** `message` holds what is said of the message, `recipients` what is said of each recipient (RFC 3464 section 2.1). */
export type DeliveryStatus = { message: Fields; recipients: Fields[] }

const BLOCKS_MAX = 500
const RECIPIENTS_MAX = 100
const OF_RECIPIENT = ['final-recipient', 'original-recipient', 'x-actual-recipient', 'action']

/** Reads a delivery status, also one whose writer forgot empty lines or put too many. */
export function readDeliveryStatus(text: string): DeliveryStatus {
  const message: Fields = new Map()
  const recipients: Fields[] = []
  for (const block of text.replaceAll('\r\n', '\n').split(/\n[ \t]{0,8}\n/, BLOCKS_MAX)) {
    const fields = readFields(block.trimStart())
    const current = recipients.at(-1)
    const isOfRecipient = OF_RECIPIENT.some((name) => fields.has(name))
    if (isOfRecipient && (!current || OF_RECIPIENT.some((name) => fields.has(name) && current.has(name)))) {
      if (recipients.length < RECIPIENTS_MAX) recipients.push(fields)
    } else merge(current ?? message, fields)
  }
  return { message, recipients }
}

function merge(into: Fields, from: Fields): void {
  for (const [name, values] of from) if (!into.has(name)) into.set(name, values)
}
