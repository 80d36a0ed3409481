import type { Delivery, ReturnedMail } from './delivery.ts'
import { field, readFields } from './fields.ts'
import { mailAddress } from './mail-address.ts'

type Returned = Pick<Delivery, 'messageId' | 'headerFrom' | 'envelopeFrom' | 'returnedHeaders'>

const HEADER_MAX = 64 * 1024
const RETURNED_TYPE =
  /^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers?|message\/(?:news|partial))$/
const START =
  /^(?:return-path|received|from|message-id|dkim-signature|date|subject|to|x-[\w-]{1,60}|mime-version|delivered-to): /i
const LINES_MAX = 20_000
const FIELDS_MIN = 3

/** The text that a bounce itself says, and the header of the message that it returns, in a part or at the end of its text. */
export function splitReturned(mail: ReturnedMail): { words: string; returnedHeaders: string | null } {
  const part = mail.parts.find(({ type }) => RETURNED_TYPE.test(type))
  const own = part ? mail.parts.slice(0, mail.parts.indexOf(part)) : mail.parts
  const plain = own.filter(({ type }) => type === 'text/plain' || !type.includes('/') || type.startsWith('multipart/'))
  const texts = plain.some(({ text }) => text.trim() !== '')
    ? plain
    : own.filter(({ type }) => type.startsWith('text/'))
  const said = texts.map(({ text }) => text).join('\n\n')
  if (part) return { words: said, returnedHeaders: headerOf(part.text) }
  const start = findHeader(said)
  if (start === null) return { words: said, returnedHeaders: null }
  return { words: said.slice(0, start), returnedHeaders: headerOf(said.slice(start)) }
}

/** What the header of the returned message tells of it. */
export function describeReturned(returnedHeaders: string | null): Returned {
  const fields = readFields(returnedHeaders ?? '')
  return {
    messageId: messageId(field(fields, 'message-id')),
    headerFrom: mailAddress(field(fields, 'from')),
    envelopeFrom: mailAddress(field(fields, 'return-path')),
    returnedHeaders,
  }
}

/** A Message-ID without its angle brackets. */
export function messageId(text: string | null): string | null {
  const id =
    /<([^<>\s]{1,900})>/.exec((text ?? '').slice(0, 2_000))?.[1] ?? /^[^\s<>]{1,900}$/.exec(text?.trim() ?? '')?.[0]
  return id ?? null
}

/** The lines up to the first empty one, as they stand there. */
function headerOf(text: string): string | null {
  const from = text
    .replaceAll('\0', '')
    .replace(/^(?:[ \t]{0,100}\r?\n){0,50}/, '')
    .replace(/^>?From [^\n]{0,500}\n/, '')
  const start = from.slice(0, HEADER_MAX)
  const end = /\r?\n[ \t]{0,20}\r?\n/.exec(start)?.index
  const header = start.slice(0, end).toWellFormed()
  return readFields(header).size === 0 ? null : header
}

/** Where the first header of a mail begins in a text: three fields or more, one of them a mail's own. */
function findHeader(text: string): number | null {
  let position = 0
  let isBlockStart = true
  let count = 0
  let start = 0
  for (const line of text.split('\n', LINES_MAX)) {
    const isField = /^[A-Za-z][\w-]{0,60}: \S/.test(line)
    if (isBlockStart && START.test(line)) [start, count, isBlockStart] = [position, 1, false]
    else if (count > 0 && isField) count++
    else if (count > 0 && !/^[ \t]+\S/.test(line)) count = 0
    if (count >= FIELDS_MIN) return start
    if (count === 0) isBlockStart = !isField
    position += line.length + 1
  }
  return null
}
