import { looksLikeEvents } from './looks-like-events.ts'
import { looksLikeLog } from './looks-like-log.ts'
import { looksLikeMail, looksLikeMbox } from './mail-start.ts'

export type TextFormat =
  | 'empty'
  | 'placeholder'
  | 'mbox'
  | 'mail'
  | 'feedback'
  | 'xml'
  | 'tls'
  | 'event'
  | 'log'
  | 'other'

const FEEDBACK_TAG = /<(?:[\w.-]{1,64}:)?feedback[\s>/]/
const WEB_ELEMENTS =
  /^(?:html|head|body|div|p|table|meta|script|style|br|span|a|b|i|img|font|center|title|link|h[1-6]|ul|pre|svg)$/i

/** Tells text formats apart. `feedback` has the root of a report in its head, `xml` is any other XML, `event` and `log`
 * may be a mail provider's events and a mail log. */
export function sniffText(head: Buffer): TextFormat {
  const text = decodeHead(head).trimStart()
  if (text === '') return 'empty'
  if (text.trimEnd().toLowerCase() === 'unused') return 'placeholder'
  if (looksLikeMbox(text)) return 'mbox'
  if (text.startsWith('<')) return sniffMarkup(text)
  if (looksLikeMail(text)) return 'mail'
  if (/^[{[]/.test(text) && /"(?:organization-name|policies)"\s*:/.test(text)) return 'tls'
  if (looksLikeEvents(text)) return 'event'
  if (FEEDBACK_TAG.test(text)) return 'feedback'
  return looksLikeLog(text) ? 'log' : 'other'
}

function sniffMarkup(text: string): TextFormat {
  if (FEEDBACK_TAG.test(text)) return 'feedback'
  if (/^<!doctype\s+html/i.test(text)) return 'other'
  const root = /<([A-Za-z][\w.-]{0,64})[\s>/]/.exec(text)?.[1]
  return root !== undefined && WEB_ELEMENTS.test(root) ? 'other' : 'xml'
}

/** Whether ASCII stands in these bytes with a zero byte beside each letter. */
export function isUtf16(head: Buffer): boolean {
  return utf16Order(head) !== null
}

/** Latin-1 is enough to recognize ASCII words in any encoding that contains ASCII. */
function decodeHead(head: Buffer): string {
  const order = utf16Order(head)
  if (order !== null) return new TextDecoder(order).decode(head)
  return head.toString('latin1', startsWithUtf8Bom(head) ? 3 : 0)
}

function startsWithUtf8Bom(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
}

function utf16Order(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return null
}
