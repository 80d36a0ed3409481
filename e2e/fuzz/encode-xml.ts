import type { Random } from './random.ts'

const DECLARED = ['utf-8', 'UTF-16', 'iso-8859-1', 'windows-1252', 'us-ascii', 'x-unknown', 'shift_jis', 'utf-32', '']

/** A text as bytes, in an encoding that its declaration may or may not name. */
export function encodeXml(xml: string, random: Random): Buffer {
  if (!random.oneIn(6)) return Buffer.from(xml)
  const declaration = `<?xml version="1.0" encoding="${random.pick(DECLARED)}"?>`
  const declared = random.oneIn(3) ? xml : declaration + xml.replace(/^\s*<\?xml[^>]*>/, '')
  switch (random.below(4)) {
    case 0:
      return Buffer.from(declared, 'latin1')
    case 1:
      return Buffer.from(random.oneIn(2) ? `\ufeff${declared}` : declared, 'utf16le')
    case 2:
      return Buffer.from(random.oneIn(2) ? `\ufeff${declared}` : declared, 'utf16le').swap16()
    default:
      return Buffer.from(`\ufeff${declared}`)
  }
}
