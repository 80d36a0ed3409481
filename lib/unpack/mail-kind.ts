import type { DocumentKind } from './document.ts'
import { decodedHeader } from './mail-head.ts'
import type { Mail, Part } from './mail-parts.ts'
import { type Format, readStart, sniff } from './sniff.ts'
import { decodeTransfer, transferEncoding } from './transfer-encoding.ts'

/** Mails that carry no aggregate report, whatever they quote or return. */
export type SpecialKind = Extract<DocumentKind, 'tls' | 'bounce' | 'failure' | 'complaint'>

const TEXT_BYTES = 16 * 1024
const ARCHIVES: readonly Format[] = ['gzip', 'zlib', 'zip', 'unsupported-archive']

const REPORT_SUBJECT = /report\s+domain:/i
const BOUNCE_SENDER = /mailer-daemon|postmaster|mail[. ]delivery[. ]s(?:ub)?ystem|^<>$/i
const BOUNCE_SUBJECT = new RegExp(
  [
    'undeliver|could not be delivered|message \\S+ delayed',
    'delivery (?:status notification|failure|has failed|failed)',
    'mail delivery|mail failure|mail system error|error sending your mail|failure notice|bounce notification',
    'returned mail|return(?:ed|ing)(?: message)? to sender',
  ].join('|'),
  'i',
)
/** How such a report begins; a mail that only talks about one is ordinary mail. */
const FAILURE_TEXT =
  /^\s*(?:a message claiming to be from you has failed|this is an? (?:\S{1,40} )?authentication[- ]failure report)/i
const COMPLAINT_SENDER = /staff@hotmail\.com|feedbackloop@|\bfbl@/i
const COMPLAINT_SUBJECT = /^(?:fwd?: *)?complaint about message from/i

/**
 * What a mail is when it is one of the special kinds, else null. Declared types first, then what plainly reads like
 * one, unless it brings what may be a report: postmaster@ sends those too, under subjects of its own.
 */
export async function findSpecialKind(mail: Mail): Promise<SpecialKind | null> {
  const declared = await findDeclaredKind(mail)
  if (declared) return declared
  const plain = await findPlainKind(mail)
  return plain && !(await mayBringReport(mail)) ? plain : null
}

async function mayBringReport({ parts }: Mail): Promise<boolean> {
  for (const part of parts) {
    const start = await readStart(decodeTransfer(part.bytes, await transferEncoding(part)))
    const format = sniff(start)
    if (ARCHIVES.includes(format)) return true
    // A bounce may quote the report that it returns.
    if (format === 'feedback' && (!part.isBodyText || start.toString('latin1', 0, 1) === '<')) return true
  }
  return false
}

async function findDeclaredKind({ reportType, parts }: Mail): Promise<SpecialKind | null> {
  const has = (pattern: RegExp): boolean => parts.some(({ type }) => pattern.test(type))
  if (reportType === 'tlsrpt' || has(/^application\/tlsrpt\b/)) return 'tls'
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  if (feedback) return feedbackKind(await readText(feedback))
  if (reportType === 'feedback-report') return 'complaint'
  if (reportType === 'delivery-status' || has(/^message\/(?:global-)?delivery-status$/)) return 'bounce'
  return null
}

/** RFC 5965 names the type of feedback, RFC 6591 adds `auth-failure`. */
function feedbackKind(text: string): SpecialKind {
  return /^feedback-type:\s*auth-failure\b/im.test(text) || /^auth-failure:/im.test(text) ? 'failure' : 'complaint'
}

/** Exim and cPanel send failure reports as plain text, qmail and many others bounces, Microsoft complaints. */
async function findPlainKind({ head, parts }: Mail): Promise<SpecialKind | null> {
  const subject = decodedHeader(head, 'subject')
  if (REPORT_SUBJECT.test(subject)) return null
  const from = decodedHeader(head, 'from')
  if (head.get('x-failed-recipients') !== null) return 'bounce'
  const isFromMailer = BOUNCE_SENDER.test(from) || head.get('return-path') === '<>'
  if (isFromMailer && BOUNCE_SUBJECT.test(subject)) return 'bounce'
  if (COMPLAINT_SENDER.test(from) && COMPLAINT_SUBJECT.test(subject)) return 'complaint'
  const body = parts.find((part) => part.isBodyText)
  const text = body ? await readText(body) : ''
  if (/^x-hmxmroriginalrecipient:/im.test(text)) return 'complaint'
  return FAILURE_TEXT.test(text) ? 'failure' : null
}

async function readText(part: Part): Promise<string> {
  const chunks = []
  let size = 0
  for await (const chunk of decodeTransfer(part.bytes, await transferEncoding(part))) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= TEXT_BYTES) break
  }
  return Buffer.concat(chunks).toString('latin1', 0, TEXT_BYTES)
}
