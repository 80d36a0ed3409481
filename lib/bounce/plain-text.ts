const TAG =
  /<\/?(?:a|b|i|p|br|td|tr|th|li|ul|ol|em|hr|h[1-6]|div|pre|tt|code|span|font|body|html|table|tbody|strong|blockquote)(?:[ \t\n/][^<>]{0,300})?>/gi
const HIDDEN = /<(style|script|head|title)\b/g
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos|nbsp));/gi
/** Sendmail's `>>> DATA` is no quotation. */
const QUOTE = /^[ \t]{0,3}>(?!>> ?[A-Z])[ \t]?/
const QUOTE_DEPTH = 8

/**
 * A text freed from what mail programs leave in it: quotation marks at the start of lines, HTML, the escapes of quoted-printable,
 * control characters, runs of white space. Lines stay lines.
 */
export function plainText(text: string): string {
  const lines = decodeEscapes(text.replaceAll(/\r\n?/g, '\n'))
    .replaceAll(/[^\S\n]|\p{Cc}(?<!\n)/gu, ' ')
    .split('\n')
    .map((line) => trimLine(unquote(line)))
  const joined = lines.join('\n')
  return joined.includes('<') || joined.includes('&') ? stripMarkup(joined) : joined
}

/** HTML as text: its tags gone, its entities as characters, a line for each break. */
export function stripMarkup(text: string): string {
  const plain = dropHidden(text)
    .replace(TAG, (tag) => (/^<\/?(?:br|p|div|tr|li|td|h\d|pre|hr)\b/i.test(tag) ? '\n' : ''))
    .replace(ENTITY, decodeEntity)
  return plain.split('\n').map(trimLine).join('\n')
}

/** Without the elements that nobody sees. By hand: a pattern for both ends takes quadratic time where the second is missing. */
function dropHidden(html: string): string {
  const lower = html.toLowerCase()
  const kept: string[] = []
  let position = 0
  for (const { index, 1: name } of lower.matchAll(HIDDEN)) {
    if (index < position) continue
    const end = lower.indexOf(`</${name}>`, index)
    if (end === -1) break
    kept.push(html.slice(position, index))
    position = end + name!.length + 3
  }
  return kept.join(' ') + html.slice(position)
}

function decodeEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name) return ENTITIES[name.toLowerCase()]!
  const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
  return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : entity === '&#10;' ? '\n' : ' '
}

/** Only where the text is plainly quoted-printable: `?ip=20.1.2.3` has an equals sign of its own. */
function decodeEscapes(text: string): string {
  if (!text.includes('=3D') && !/[^\s=]{2}=\n\S/.test(text)) return text
  const joined = text.replaceAll('=\n', '')
  return joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function unquote(line: string): string {
  let rest = line
  for (let depth = 0; depth < QUOTE_DEPTH && QUOTE.test(rest); depth++) rest = rest.replace(QUOTE, '')
  return rest
}

function trimLine(line: string): string {
  return line.trim().replaceAll(/ {2,}/g, ' ')
}
