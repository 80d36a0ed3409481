import type { Delivery, ReturnedMail } from './delivery.ts'
import { field, readFields } from './fields.ts'
import { readBounceMail } from './read-bounce-mail.ts'

const PARTS_MAX = 20
/** What a bounce has and a single reply has not. */
const STATUS = /^(?:final|original)-recipient:/im
const HEADER =
  /^(?:(?:return-path|received|from|delivered-to|date|message-id|subject|to|mime-version|content-type): |>?From )/i

/** A whole bounce that was pasted, as a mail with its header or only the delivery status of one; its first delivery, else null. */
export function readPastedBounce(text: string): Delivery | null {
  const start = text.trimStart()
  const isMail = HEADER.test(start.slice(0, 200))
  if (!isMail && !STATUS.test(start)) return null
  const mail = isMail
    ? splitMail(start)
    : { headers: '', parts: [{ type: 'message/delivery-status', text: fromStatus(start) }] }
  const [first] = readBounceMail(mail)
  return first ? { ...first, carrier: 'text' } : null
}

/** From the first field on that a delivery status may begin with. */
function fromStatus(text: string): string {
  const index = /^(?:reporting-mta|original-recipient|final-recipient):/im.exec(text)?.index ?? 0
  return text.slice(index)
}

/** By its boundary lines, without decoding: who pastes a mail pastes what was shown. */
function splitMail(text: string): ReturnedMail {
  const end = /\r?\n[ \t]{0,20}\r?\n/.exec(text)
  if (!end) return { headers: text, parts: [] }
  const headers = text.slice(0, end.index)
  const body = text.slice(end.index + end[0].length)
  const type = field(readFields(headers), 'content-type') ?? ''
  const boundary = /boundary\s{0,3}=\s{0,3}"?([^";\s]{1,200})/i.exec(type)?.[1]
  if (boundary === undefined) return { headers, parts: [{ type: 'text/plain', text: body }] }
  const pieces = `\n${body.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`, PARTS_MAX + 1).slice(1)
  return { headers, parts: pieces.filter((piece) => !piece.startsWith('--')).map(toPart) }
}

function toPart(piece: string): ReturnedMail['parts'][number] {
  const part = piece.replace(/^[ \t]{0,20}\n/, '')
  const end = part.startsWith('\n') ? 0 : part.indexOf('\n\n')
  const type = field(readFields(part.slice(0, Math.max(0, end))), 'content-type') ?? 'text/plain'
  return {
    type: type.split(';', 1)[0]!.trim().toLowerCase(),
    text: end === -1 ? part : part.slice(end).replace(/^\n{1,2}/, ''),
  }
}
