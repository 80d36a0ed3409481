/** Fields of a header or of a delivery status, in lower case, each with its values in order. */
export type Fields = Map<string, string[]>

const FIELD = /^([A-Za-z][\w-]{0,99})[ \t]{0,4}:(?!\/\/)(.*)$/
const TEXT_MAX = 256 * 1024
const VALUE_MAX = 16 * 1024
const LINES_MAX = 5_000

/**
 * The fields at the start of a text, up to its first empty line; folded lines are joined, and so are lines that lost their
 * indentation.
 */
export function readFields(text: string): Fields {
  const fields: Fields = new Map()
  let last: string[] | null = null
  for (const line of text.slice(0, TEXT_MAX).split(/\r?\n/, LINES_MAX)) {
    if (line.trim() === '') break
    const [, name, value] = /^[ \t]/.test(line) ? [] : (FIELD.exec(line.slice(0, VALUE_MAX)) ?? [])
    if (name !== undefined) {
      last = fields.get(name.toLowerCase()) ?? []
      last.push(value!.trim())
      fields.set(name.toLowerCase(), last)
    } else if (last && last.at(-1)!.length < VALUE_MAX) last.push(`${last.pop()!} ${line.trim()}`.slice(0, VALUE_MAX))
  }
  return fields
}

/** The first value of the first of these fields that has one. */
export function field(fields: Fields, ...names: string[]): string | null {
  for (const name of names) {
    const value = fields.get(name)?.find((each) => each !== '')
    if (value !== undefined) return value
  }
  return null
}
