import type { Bytes } from './bytes.ts'
import { headerName } from './mail-start.ts'
import { decodeWords } from './mail-words.ts'

/** The headers of a mail or of one of its parts, the first of each name. Keys are lower case, values unfolded. */
export type Head = { get: (name: string) => string | null; bodyStart: number }

const READ_STEPS = [8 * 1024, 64 * 1024, 256 * 1024]
const DECODED_MAX = 2_000
/** A body that begins although the empty line is missing: XML, or base64 of gzip, zip or XML. */
const BODY_LINE = /^(?:<|H4sI|UEsD|PD94|PGZl|--)/

/** Reads the headers at `start`. They end at an empty line, or where something begins that can only be a body. */
export async function readHead(bytes: Bytes, start: number): Promise<Head> {
  let head
  for (const length of READ_STEPS) {
    const buffer = await bytes.slice(start, length)
    head = parseHead(buffer, start)
    if (head.complete || buffer.length < length) break
  }
  return head!
}

/** A header with its encoded words decoded, at most 2,000 characters of it. */
export function decodedHeader(head: Head, name: string): string {
  return decodeWords((head.get(name) ?? '').slice(0, DECODED_MAX))
}

function parseHead(buffer: Buffer, start: number): Head & { complete: boolean } {
  const fields: [string, string[]][] = []
  let position = 0
  let complete = false
  while (position < buffer.length && !complete) {
    const lineEnd = buffer.indexOf(0x0a, position)
    const next = lineEnd === -1 ? buffer.length : lineEnd + 1
    const line = buffer.toString('utf8', position, next).replace(/\r?\n$/, '')
    complete = line === '' || addLine(fields, line, position === 0) === 'body'
    if (complete && line !== '') break
    position = next
  }
  const values = new Map<string, string>()
  for (const [name, lines] of fields) if (!values.has(name)) values.set(name, lines.join(' ').trim())
  return { get: (name) => values.get(name) ?? aliasOf(name, values), bodyStart: start + position, complete }
}

function addLine(fields: [string, string[]][], line: string, isFirst: boolean): 'header' | 'body' {
  const name = headerName(line)
  const last = fields.at(-1)
  if (/^[ \t]/.test(line)) last?.[1].push(line.trim())
  else if (name !== null) fields.push([name, [line.slice(line.indexOf(':') + 1).trim()]])
  else if (BODY_LINE.test(line) || (isFirst && !/^>?From /.test(line))) return 'body'
  // A parameter on a line that lost its indentation, such as `boundary="x"`.
  else if (/^[\w*-]+=/.test(line)) last?.[1].push(line.trim())
  return 'header'
}

/** Trustwave's gateway writes `ContentType:`. */
function aliasOf(name: string, values: Map<string, string>): string | null {
  return name === 'content-type' ? (values.get('contenttype') ?? null) : null
}
