/** What comes after so many bytes of a line is left out: no mail server writes such a line, and a reply is at its beginning. */
const LINE_MAX = 8 * 1024

/**
 * Cuts a stream into lines, a chunk's at a time. Each byte is one character (latin1), which costs nothing; `toText` makes text of what is
 * kept. However long a line is, no more of it than its beginning is held.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of chunks) {
    const text = chunk.toString('latin1')
    const lines: string[] = []
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      lines.push(rest ? begin(rest, text, from, end) : text.slice(from, Math.min(end, from + LINE_MAX)))
      rest = ''
      from = end + 1
    }
    if (from < text.length) rest = begin(rest, text, from, text.length)
    if (lines.length > 0) yield lines
  }
  if (rest) yield [rest]
}

function begin(rest: string, text: string, from: number, end: number): string {
  return rest.length >= LINE_MAX ? rest : rest + text.slice(from, Math.min(end, from + LINE_MAX - rest.length))
}

/** The text that bytes of a line stand for (UTF-8), in memory of its own: a mere part of a line keeps its whole chunk in memory. */
export function toText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString()
}
