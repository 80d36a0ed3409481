/** How JSON writes NUL and lone surrogates; a backslash before it may be there by itself, and then costs a second look only. */
const REFUSED = /\\u(0000|d[89a-f])/

/** JSON text that a jsonb column takes: Postgres refuses NUL and lone surrogates, which a hostile report may contain. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!REFUSED.test(json)) return json
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? toText(part) : part))
}

/** Text that a text column takes. */
export function toText(text: string): string
export function toText(text: string | null): string | null
export function toText(text: string | null): string | null {
  return text === null ? null : text.toWellFormed().replaceAll('\0', '\ufffd')
}
