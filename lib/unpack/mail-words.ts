const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi
const RUN = new RegExp(`${WORD.source}(?:\\s*${WORD.source})*`, 'gi')

/** Decodes the encoded words of a header (RFC 2047). Unknown character sets are read as UTF-8, never refused. */
export function decodeWords(text: string): string {
  return text.replace(RUN, decodeRun)
}

/** Words in a row are put together before they are decoded: some writers cut a character in two. */
function decodeRun(run: string): string {
  const pieces: { charset: string; bytes: Buffer[] }[] = []
  for (const [, charset, encoding, content] of run.matchAll(WORD)) {
    const bytes = encoding!.toLowerCase() === 'b' ? Buffer.from(content!, 'base64') : decodeQ(content!)
    const last = pieces.at(-1)
    if (last?.charset.toLowerCase() === charset!.toLowerCase()) last.bytes.push(bytes)
    else pieces.push({ charset: charset!, bytes: [bytes] })
  }
  return pieces.map(({ charset, bytes }) => decodeCharset(Buffer.concat(bytes), charset)).join('')
}

/** Decodes bytes of a named character set; RFC 2231 allows a language after `*`. */
export function decodeCharset(bytes: Buffer, charset: string): string {
  const label = charset.replace(/\*.*/, '')
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}

/** Replaces `=41` or `%41` by the byte it stands for. Every character of `text` is one byte (latin-1). */
export function decodeHex(text: string, mark: '=' | '%'): Buffer {
  const pattern = mark === '=' ? /=([0-9a-f]{2})/gi : /%([0-9a-f]{2})/gi
  const decoded = text.replace(pattern, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(decoded, 'latin1')
}

/** The UTF-8 bytes of a text, one character each. */
export function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function decodeQ(content: string): Buffer {
  return decodeHex(asBytes(content.replaceAll('_', ' ')), '=')
}
