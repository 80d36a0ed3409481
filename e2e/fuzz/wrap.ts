import { deflateSync, gzipSync } from 'node:zlib'

import { base64Lines, makeMail, makeMultipart, makeZip } from '../../lib/unpack/testing/unpack-all.ts'
import type { Random } from './random.ts'

/** Puts bytes into a container, as it should be. */
export async function wrap(bytes: Buffer, random: Random): Promise<Buffer> {
  switch (random.below(7)) {
    case 0:
      return gzipSync(bytes, { level: random.pick([0, 1, 6]) })
    case 1:
      return deflateSync(bytes)
    case 2:
      return makeZip({ [random.pick(['a.xml', 'a.zip', 'a/b.eml', 'é/b.gz', 'x.txt'])]: bytes, 'b.txt': 'b' })
    case 3:
      return makeZip({ 'a.xml': bytes }, { compress: false })
    case 4:
      return Buffer.from(makeMail(encoded(bytes, random)[0], encoded(bytes, random)[1]))
    case 5:
      return Buffer.from(makeMultipart([[['Content-Type: text/plain'], 'Hello'], encoded(bytes, random)]))
    default:
      return Buffer.from(`From a@example.net\n${makeMail([], bytes.toString('latin1'))}\n\n`, 'latin1')
  }
}

/** The header lines and the body of a part that holds `bytes`. */
function encoded(bytes: Buffer, random: Random): [string[], string] {
  const type = random.pick(['application/gzip', 'text/xml', 'text/plain', 'message/rfc822', 'application/zip; name=a'])
  if (random.oneIn(2)) return [[`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'], base64Lines(bytes)]
  if (random.oneIn(2)) return [[`Content-Type: ${type}`], bytes.toString('latin1')]
  const quoted = bytes
    .toString('latin1')
    .replaceAll(/[=\x80-\xff]/g, hex)
    .replaceAll(/.{70}/g, '$&=\r\n')
  return [[`Content-Type: ${type}`, 'Content-Transfer-Encoding: quoted-printable'], quoted]
}

function hex(character: string): string {
  return `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
