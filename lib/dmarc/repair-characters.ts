/** The five entities that XML itself declares; no other is ever expanded. */
const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

// oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
const FORBIDDEN = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g

/**
 * Character data that saxes would refuse -> character data that it would take; `note` is told of each kind of repair.
 */
export function repairCharacters(text: string, note: (repair: string) => void): string {
  const escaped = text.replaceAll(/&(?:(#\d+|#x[\da-fA-F]+|\w+);)?/g, (all, name: string | undefined) => {
    if (name === undefined) {
      note('a bare & was read as &')
      return '&amp;'
    }
    if (Object.hasOwn(PREDEFINED, name) || (name.startsWith('#') && characterOf(name) !== null)) return all
    if (name.startsWith('#')) {
      note('characters that XML forbids were replaced')
      return '\uFFFD'
    }
    note('undeclared entities were kept as they stand')
    return `&amp;${name};`
  })
  const clean = escaped.replaceAll(FORBIDDEN, () => {
    note('characters that XML forbids were replaced')
    return '\uFFFD'
  })
  return clean.replaceAll(']]>', () => {
    note('a ]]> in text was read as text')
    return ']]&gt;'
  })
}

/** Decodes the predefined and numeric entities, once: `&amp;lt;` becomes `&lt;` and stays so. */
export function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);/g,
    (all, name: string) => PREDEFINED[name] ?? characterOf(name) ?? all,
  )
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** `#65` or `#x41` -> `A`; null for what XML forbids, lone surrogates included. */
function characterOf(reference: string): string | null {
  const code = reference[1] === 'x' ? Number.parseInt(reference.slice(2), 16) : Number.parseInt(reference.slice(1), 10)
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  return isCharacter ? String.fromCodePoint(code) : null
}
