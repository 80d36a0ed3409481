import { problem } from './respond.ts'

const BYTES_MAX = 64 * 1024

type Kinds = { text: string; 'text?': string | null; texts: string[]; boolean: boolean }
type Shape = Record<string, keyof Kinds>
export type Read<S extends Shape> = { [Name in keyof S]: Kinds[S[Name]] }

/**
 * The body of a request as a JSON object with these fields, or the answer that says what is wrong with it. `text?` may be null or
 * missing, `texts` is a list.
 */
export async function readJson<S extends Shape>(request: Request, shape: S): Promise<Read<S> | Response> {
  const text = await readShort(request)
  if (text === null) return problem(413, `The body must have ${BYTES_MAX} bytes or fewer.`)
  const body = parse(text)
  if (!body) return problem(400, `The body must be a JSON object with ${Object.keys(shape).join(', ')}.`)
  const read: Record<string, unknown> = {}
  for (const [name, kind] of Object.entries(shape)) {
    const value = Object.hasOwn(body, name) ? (body[name] ?? null) : null
    if (!isKind(kind, value)) return problem(400, `${name} must be ${WORDS[kind]}.`)
    read[name] = kind === 'texts' ? (value ?? []) : value
  }
  return read as Read<S>
}

const WORDS: Record<keyof Kinds, string> = {
  text: 'a text',
  'text?': 'a text, or null',
  texts: 'a list of texts',
  boolean: 'true or false',
}

function isKind(kind: keyof Kinds, value: unknown): boolean {
  if (kind === 'texts') return value === null || (Array.isArray(value) && value.every((one) => isText(one)))
  if (kind === 'boolean') return typeof value === 'boolean'
  return isText(value) || (kind === 'text?' && value === null)
}

/** The database takes every character but one. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0') && value.isWellFormed()
}

async function readShort(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > BYTES_MAX) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
