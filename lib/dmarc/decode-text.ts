const SNIFF_BYTES = 1024
const CHUNK_BYTES = 64 * 1024

/**
 * Bytes -> text, in pieces of at most 64 KiB of bytes. A byte order mark wins, then the shape of UTF-16, then the
 * declaration. Bytes that the encoding does not know become U+FFFD; that, and a declaration that cannot be right, is
 * added to `notes` as a sentence.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, notes: Set<string>): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array(0)
  let decoder: TextDecoder | null = null
  for await (const chunk of bytes) {
    if (decoder) yield* decodeChunk(decoder, chunk, notes)
    else {
      head = concat(head, chunk)
      if (head.length < SNIFF_BYTES) continue
      decoder = decoderFor(head, notes)
      yield* decodeChunk(decoder, head, notes)
    }
  }
  if (!decoder) {
    decoder = decoderFor(head, notes)
    yield* decodeChunk(decoder, head, notes)
  }
  const rest = decoder.decode()
  if (rest !== '') yield noticed(rest, decoder.encoding, notes)
}

function* decodeChunk(decoder: TextDecoder, chunk: Uint8Array, notes: Set<string>): Generator<string> {
  for (let at = 0; at < chunk.length; at += CHUNK_BYTES) {
    const text = decoder.decode(chunk.subarray(at, at + CHUNK_BYTES), { stream: true })
    if (text !== '') yield noticed(text, decoder.encoding, notes)
  }
}

function noticed(text: string, encoding: string, notes: Set<string>): string {
  // Fixture any-invalid-bytes.xml: 0x91 in a document that says UTF-8.
  if (text.includes('\uFFFD')) notes.add(`Bytes that are not valid ${encoding} were replaced.`)
  return text
}

function decoderFor(head: Uint8Array, notes: Set<string>): TextDecoder {
  const sniffed = sniff(head)
  if (sniffed) return new TextDecoder(sniffed)
  const declared = declaredEncoding(head)
  if (declared === null) return new TextDecoder('utf-8')
  // A declaration that can be read byte by byte is not UTF-16, whatever it says (a database that re-encoded the text).
  if (/^utf-?16/i.test(declared)) {
    notes.add('The declared encoding is UTF-16 but the bytes are not; they were read as UTF-8.')
    return new TextDecoder('utf-8')
  }
  try {
    return new TextDecoder(declared)
  } catch {
    notes.add('The declared encoding is not known; the bytes were read as UTF-8.')
    return new TextDecoder('utf-8')
  }
}

function sniff(head: Uint8Array): string | null {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0x3c && b === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c) return 'utf-16be'
  return null
}

function declaredEncoding(head: Uint8Array): string | null {
  const start = new TextDecoder('windows-1252').decode(head.subarray(0, SNIFF_BYTES))
  return /<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([^"'\s]+)\s*["']/.exec(start)?.[1] ?? null
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
