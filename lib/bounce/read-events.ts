import type { EventReader, Events } from './events/event.ts'
import { isDeeperThan } from './events/json-depth.ts'
import { readBrevo } from './events/read-brevo.ts'
import { readMailgun } from './events/read-mailgun.ts'
import { readMailtrap } from './events/read-mailtrap.ts'
import { readPostmark } from './events/read-postmark.ts'
import { readResend } from './events/read-resend.ts'
import { readSendgrid } from './events/read-sendgrid.ts'
import { readSes } from './events/read-ses.ts'
import { readSparkpost } from './events/read-sparkpost.ts'

/**
 * Reads what an e-mail provider says became of messages: the JSON of its webhook. Which provider it is, the shape tells. What the
 * events are about and whether they are genuine is not asked here.
 */

const TEXT_MAX = 16 * 1024 * 1024
const DEPTH_MAX = 32

const READERS: EventReader[] = [
  readSes,
  readSendgrid,
  readMailgun,
  readPostmark,
  readSparkpost,
  readMailtrap,
  readResend,
  readBrevo,
]

/** @returns null for what is no JSON of a provider that is known; events of other kinds (opened, clicked) are passed over. */
export function readEvents(text: string): Events | null {
  const json = parse(text)
  if (typeof json !== 'object' || json === null) return null
  for (const read of READERS) {
    const events = read(json)
    if (events) return events
  }
  return null
}

function parse(text: string): unknown {
  if (text.length > TEXT_MAX || isDeeperThan(text, DEPTH_MAX)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
