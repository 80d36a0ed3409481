import type { Header } from './read-top.ts'

/** Beyond it the library takes its time. */
const LENGTH_MAX = 4_096

/** The From header, null unless there is exactly one of a sane length. */
export function oneFrom(headers: Header[]): Header | null {
  const [first, another] = headers.filter(({ name }) => name === 'from')
  return first && another === undefined && first.text.length <= LENGTH_MAX ? first : null
}
