import { type Bytes, find, stretch } from './bytes.ts'
import { collect, type Found, type Place, type Walk } from './found.ts'
import { isAfterEnvelope } from './mail-start.ts'
import { openMail } from './mail.ts'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const LOOK_BYTES = 500
/** A line break, at most twenty marks and `From `. */
const QUOTE_BYTES = 26

/**
 * Walks the mails of a mailbox (RFC 4155), each as a mail of its own. Not the `mbox-reader` package: it holds every
 * message in memory, as text, and takes "From " at the start of any line for a new one.
 */
export async function* openMbox(bytes: Bytes, place: Place, walk: Walk): AsyncGenerator<Found> {
  for await (const message of splitMbox(bytes)) {
    walk.budget.takeEntry()
    if (await isQuoted(message)) yield* openQuoted(message, place, walk)
    else yield* openMail(message, place, walk)
  }
}

async function* openQuoted(message: Bytes, place: Place, walk: Walk): AsyncGenerator<Found> {
  const plain = await collect(unquote(message), walk)
  try {
    yield* openMail(plain, place, walk)
  } finally {
    await plain.close()
  }
}

/** The mails of a mailbox, each as the stretch of it that holds it; "From " begins a mail only after an empty line. */
export async function* splitMbox(bytes: Bytes): AsyncGenerator<Bytes> {
  let start = 0
  for await (const next of find(bytes, '\nFrom ', envelopeAfterEmptyLine)) {
    yield stretch(bytes, start, next)
    start = next
  }
  yield stretch(bytes, start, bytes.size)
}

function envelopeAfterEmptyLine(chunk: Buffer, index: number, position: number): number | null {
  const before = chunk[index - 1] === CARRIAGE_RETURN ? index - 2 : index - 1
  if (chunk[before] !== LINE_FEED) return null
  const [, second] = chunk.toString('latin1', index + 1, index + LOOK_BYTES).split('\n', 2)
  return second !== undefined && isAfterEnvelope(second) ? position + 1 : null
}

async function isQuoted(message: Bytes): Promise<boolean> {
  const first = await find(message, '\n>', quotedEnvelope).next()
  return !first.done
}

/** Takes one `>` from lines such as `>From ` and `>>From `. */
async function* unquote(message: Bytes): AsyncGenerator<Buffer> {
  let carry = ''
  for await (const chunk of message.read()) {
    const text = carry + chunk.toString('latin1')
    const cut = Math.max(0, text.length - QUOTE_BYTES)
    const lineStart = text.indexOf('\n', cut)
    const end = lineStart === -1 ? text.length : lineStart
    carry = text.slice(end)
    yield unquoteText(text.slice(0, end))
  }
  yield unquoteText(carry)
}

function unquoteText(text: string): Buffer {
  return Buffer.from(text.replace(/\n>(>{0,19}From )/g, '\n$1'), 'latin1')
}

function quotedEnvelope(chunk: Buffer, index: number): true | null {
  return /^\n>{1,20}From /.test(chunk.toString('latin1', index, index + QUOTE_BYTES)) || null
}
