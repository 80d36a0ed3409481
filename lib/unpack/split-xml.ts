import { type Bytes, find } from './bytes.ts'

/** Where one XML document begins and ends. */
export type Range = { start: number; end: number }

type Seam = { end: number; next: number }

const OPENING = /<\/(?:[\w.-]{1,64}:)?$/
const OPENING_BYTES_MAX = 67
const SEAM = /^(feedback\s*>)[\s\u00EF\u00BB\u00BF]*<(?:\?xml\s|(?:[\w.-]{1,64}:)?feedback[\s>/])/
const SEAM_BYTES_MAX = 512

/**
 * The XML documents that stand one after the other in `bytes`, as concatenated gzip members leave them: a new one
 * begins where `</feedback>` is followed by white space or a byte order mark (some 400 bytes of them at most) and
 * another declaration or root. Needs an encoding that contains ASCII. Gives at least one range; the first begins at 0,
 * the last ends with the bytes.
 */
export async function* splitXml(bytes: Bytes): AsyncGenerator<Range> {
  let start = 0
  for await (const { end, next } of find(bytes, 'feedback', findSeam)) {
    yield { start, end }
    start = next
  }
  yield { start, end: bytes.size }
}

function findSeam(chunk: Buffer, index: number, position: number): Seam | null {
  if (!OPENING.test(chunk.toString('latin1', Math.max(0, index - OPENING_BYTES_MAX), index))) return null
  const seam = SEAM.exec(chunk.toString('latin1', index, index + SEAM_BYTES_MAX))
  if (!seam) return null
  const [match, closing] = seam
  return { end: position + closing!.length, next: position + match.lastIndexOf('<') }
}
