import { type Bytes, find, stretch } from './bytes.ts'
import { cleanName } from './found.ts'
import { type Head, readHead } from './mail-head.ts'
import { parameter, type Parameterized, parseParameters } from './mail-parameters.ts'

/** A part of a mail that is no multipart itself, its body as it stands in the mail, not decoded. */
export type Part = {
  type: string
  name: string | null
  encoding: string
  charset: string | null
  isBodyText: boolean
  bytes: Bytes
}

/** `reportType` is that of the outermost multipart/report (RFC 6522). */
export type Mail = { head: Head; reportType: string | null; parts: Part[] }

type Level = { boundary: string | null; bodyStart: number; type: Parameterized; head: Head; hasParts: boolean }
type Delimiter = { start: number; next: number; text: string }

const LEVELS_MAX = 30
const BOUNDARY_MAX = 200

/**
 * Finds the parts of a mail by its boundaries, without holding more than a chunk of it. Parts are stretches of `bytes`,
 * so a mail of any size costs little. At most `partsMax` parts are found.
 *
 * Not the `mailsplit` package: a header `Content-Type: a/b; __proto__*0=x` throws inside its stream where nobody can
 * catch it, and a body of 60 MB in one line takes it 12 seconds and 400 MB.
 */
export async function readMail(bytes: Bytes, partsMax: number): Promise<Mail> {
  const reader = new PartReader(bytes)
  await reader.open(0)
  for await (const delimiter of find(bytes, '\n--', (chunk, index, position) =>
    reader.recognize(chunk, index, position),
  )) {
    await reader.pass(delimiter)
    if (reader.parts.length >= partsMax) break
  }
  reader.finish()
  return { head: reader.root!, reportType: reader.reportType, parts: reader.parts }
}

class PartReader {
  readonly #bytes: Bytes
  readonly #levels: Level[] = []
  #leaf: { head: Head; type: Parameterized } | null = null
  #bodyStart = 0
  readonly parts: Part[] = []
  reportType: string | null = null
  root: Head | null = null

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  /** Reads the headers at `start`, of the mail or of a part, and is then within its body. */
  async open(start: number): Promise<void> {
    const head = await readHead(this.#bytes, start)
    const type = parseParameters(head.get('content-type'))
    this.root ??= head
    this.#bodyStart = head.bodyStart
    this.#leaf = null
    if (type.value === 'multipart/report') this.reportType ??= parameter(type, 'report-type')?.toLowerCase() ?? null
    if (type.value.startsWith('multipart/') && this.#levels.length < LEVELS_MAX) {
      const boundary = parameter(type, 'boundary')?.trimEnd() || null
      this.#levels.push({ boundary, bodyStart: head.bodyStart, type, head, hasParts: false })
    } else this.#leaf = { head, type }
  }

  /**
   * Whether the line after `index` is a boundary of this mail. A multipart that names none has the first such line for
   * one.
   */
  recognize(chunk: Buffer, index: number, position: number): Delimiter | null {
    if (position + 1 < this.#bodyStart) return null
    const start = index + 1
    const lineEnd = chunk.indexOf(0x0a, start)
    const end = lineEnd === -1 ? chunk.length : lineEnd
    if (end - start > BOUNDARY_MAX) return null
    const text = chunk.toString('utf8', start + 2, end).trimEnd()
    const innermost = this.#levels.at(-1)
    if (innermost?.boundary === null && text !== '') innermost.boundary = text
    if (this.#levelOf(text) === -1) return null
    return { start: position + 1, next: position + 1 + (end - start) + (lineEnd === -1 ? 0 : 1), text }
  }

  async pass(delimiter: Delimiter): Promise<void> {
    await this.#close(delimiter.start)
    const level = this.#levelOf(delimiter.text)
    const isEnd = this.#levels[level]!.boundary !== delimiter.text
    this.#levels[level]!.hasParts ||= !isEnd
    this.#levels.length = isEnd ? level : level + 1
    this.#bodyStart = delimiter.next
    if (!isEnd) await this.open(delimiter.next)
  }

  finish(): void {
    const lost = this.#levels.find((level) => !level.hasParts)
    if (this.#leaf) this.#add(this.#leaf, this.#bodyStart, this.#bytes.size)
    // A multipart whose boundary never comes: its body is all there is.
    else if (lost && this.parts.length === 0) this.#add(lost, lost.bodyStart, this.#bytes.size)
    this.#leaf = null
  }

  async #close(end: number): Promise<void> {
    if (!this.#leaf) return
    // The line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1).
    const before = await this.#bytes.slice(Math.max(0, end - 2), Math.min(2, end))
    const lineBreak = before.toString('latin1').endsWith('\r\n') ? 2 : 1
    this.#add(this.#leaf, this.#bodyStart, Math.max(this.#bodyStart, end - lineBreak))
    this.#leaf = null
  }

  #add({ head, type }: { head: Head; type: Parameterized }, start: number, end: number): void {
    this.parts.push(describe(head, type, stretch(this.#bytes, start, end)))
  }

  #levelOf(text: string): number {
    const named = this.#levels.findLastIndex(({ boundary }) => boundary === text)
    if (named !== -1 || !text.endsWith('--')) return named
    return this.#levels.findLastIndex(({ boundary }) => boundary === text.slice(0, -2))
  }
}

function describe(head: Head, type: Parameterized, bytes: Bytes): Part {
  const disposition = parseParameters(head.get('content-disposition'))
  const name = parameter(disposition, 'filename') ?? parameter(type, 'name')
  const isText = type.value === '' || /^(?:text\/(?!xml|rfc822)|multipart\/)/.test(type.value)
  return {
    type: type.value,
    name: cleanName(name),
    encoding: (head.get('content-transfer-encoding') ?? '').slice(0, 40).trim().toLowerCase(),
    charset: parameter(type, 'charset'),
    isBodyText: isText && name === null && disposition.value !== 'attachment',
    bytes,
  }
}
