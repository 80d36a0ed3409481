import type { Complaint, ReturnedMail } from './delivery.ts'
import { field, readFields } from './fields.ts'
import { instant } from './instant.ts'
import { ipAddress } from './ip-addresses.ts'
import { mailAddress } from './mail-address.ts'
import { describeReturned, splitReturned } from './returned-message.ts'

/** Fields of a returned message in which operators that write no feedback report name its recipient. */
const RECIPIENT_FIELDS = ['x-hmxmroriginalrecipient', 'x-original-to', 'delivered-to', 'x-rcpt-to', 'to']
const ABOUT_SOURCE = /complaint about message from\s{1,3}\[?([0-9a-f.:]{3,45})\]?/i

/**
 * Reads a complaint: a feedback report (RFC 5965), or a mail that passes a message on without one. Null where the mail says nothing of
 * the message that it is about.
 */
export function readComplaint(mail: ReturnedMail): Complaint | null {
  const head = readFields(mail.headers.replace(/^>?From [^\n]{0,500}\n/, ''))
  const report = readFields((mail.parts.find(({ type }) => type === 'message/feedback-report')?.text ?? '').trimStart())
  const { words, returnedHeaders } = splitReturned(mail)
  const { messageId, headerFrom } = describeReturned(returnedHeaders)
  const returned = readFields(returnedHeaders ?? '')
  const subject = field(head, 'subject') ?? ''
  const complaint: Complaint = {
    carrier: 'arf',
    at: instant(field(report, 'arrival-date', 'received-date')) ?? instant(field(head, 'date')),
    feedbackType: /^[\w-]{1,40}/.exec(field(report, 'feedback-type') ?? '')?.[0].toLowerCase() ?? 'abuse',
    reporter: domainOf(field(head, 'from')),
    sourceIp:
      ipAddress(field(report, 'source-ip')) ??
      ipAddress(ABOUT_SOURCE.exec(`${subject}\n${words.slice(0, 4_000)}`)?.[1]),
    headerFrom: headerFrom ?? mailAddress(field(report, 'original-mail-from')),
    messageId,
    recipient:
      mailAddress(field(report, 'original-rcpt-to', 'removal-recipient')) ??
      mailAddress(field(returned, ...RECIPIENT_FIELDS)),
  }
  const says = [complaint.sourceIp, complaint.headerFrom, messageId, complaint.recipient]
  return report.size === 0 && says.every((each) => each === null) ? null : complaint
}

function domainOf(from: string | null): string | null {
  return mailAddress(from)?.split('@').at(-1) ?? null
}
