/**
 * A mail of any size comes in, its headers and a stream of its body come out, both within what the library that checks signatures can
 * bear: it takes quadratic time over folded headers and over long lines, and much memory for lines that it must tidy up.
 */

/** A header with its folded lines, and its name in lower case. Every character is one byte. */
export type Header = { name: string; text: string }
export type Top = { headers: Header[]; body: Body }
export type Body = {
  /** May be read once. Ends early when a limit is passed. */
  read(): AsyncGenerator<Buffer>
  /** Why it ended early, null when it did not. */
  problem: string | null
  /** What the source threw. */
  error: unknown
}

const HEAD_MAX = 256 * 1024
const HEAD_LINES_MAX = 4_000
const STEP = 64 * 1024
/** RFC 5322 allows 998 characters. */
const BODY_LINE_MAX = 1024 * 1024
/** Places where relaxed canonicalization changes a line. */
const UNTIDY_MAX = 300_000
const UNTIDY = /\t|  +| \r/g

/** Null when the head has no end, is longer than 256 KiB or 4,000 lines, or has line ends that programs read differently. */
export async function readTop(pieces: AsyncGenerator<Buffer, void>): Promise<Top | null> {
  let text = ''
  while (text.length <= HEAD_MAX) {
    const { value, done } = await pieces.next()
    if (done) return null
    const seen = Math.max(0, text.length - 3)
    text += value.toString('latin1')
    const end = /\r?\n\r?\n/.exec(text.slice(seen))
    if (!end) continue
    const headEnd = seen + end.index
    const headers = headEnd <= HEAD_MAX ? splitHeaders(text.slice(0, headEnd)) : null
    return headers && { headers, body: bodyOf(text.slice(headEnd + end[0].length), pieces) }
  }
  return null
}

function splitHeaders(head: string): Header[] | null {
  if (/\r(?!\n)/.test(head)) return null
  const lines = head.split(/\r?\n/)
  if (lines.length > HEAD_LINES_MAX) return null
  const headers: string[][] = []
  // White space is what the library takes for it: some of it is none for RFC 5322.
  for (const line of lines)
    if (/^\s/.test(line) && headers.length > 0) headers.at(-1)!.push(line)
    else headers.push([line])
  return headers.map((parts) => {
    const text = parts.join('\r\n')
    return { name: /^[^:]*/.exec(text)![0].trim().toLowerCase(), text }
  })
}

function bodyOf(start: string, pieces: AsyncGenerator<Buffer, void>): Body {
  const body: Body = { problem: null, error: null, read }
  let untidyCount = 0
  return body

  /** Whole lines, each with CRLF at its end. */
  async function* read(): AsyncGenerator<Buffer> {
    let rest = start
    for (;;) {
      const { value, done } = await nextPiece()
      const text = done ? rest : rest + value.toString('latin1')
      const end = done ? text.length : text.lastIndexOf('\n') + 1
      rest = text.slice(end)
      const lines = text.slice(0, end).replaceAll(/(?<!\r)\n/g, '\r\n')
      untidyCount += lines.match(UNTIDY)?.length ?? 0
      if (rest.length > BODY_LINE_MAX) body.problem = 'a line of the body is longer than 1 MiB'
      if (untidyCount > UNTIDY_MAX) body.problem = 'too many lines of the body have tabs or rows of spaces'
      if (body.problem !== null) return
      if (lines !== '') yield Buffer.from(lines, 'latin1')
      if (done) return
    }
  }

  async function nextPiece(): Promise<IteratorResult<Buffer, void>> {
    try {
      return await pieces.next()
    } catch (error) {
      body.error = error
      throw error
    }
  }
}

/** The bytes in pieces of at most 64 KiB. Whoever does not read them to their end has to end them, since their source may hold something open. */
export async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  for await (const chunk of bytes)
    for (let start = 0; start < chunk.length; start += STEP) yield chunk.subarray(start, start + STEP)
}
