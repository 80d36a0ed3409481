import type { Warning, WarningCode } from './report.ts'

const WARNINGS_MAX = 50
const QUOTE_MAX = 80

/**
 * Gathers what was odd in one document: one warning per code and field, with how often it was met, so that 50,000 odd
 * records make one.
 */
export class WarningLog {
  readonly #met = new Map<string, { code: WarningCode; sentence: string; times: number }>()

  /** `sentence` is plain words; only the first one of each code and field is kept. */
  add(code: WarningCode, field: string, sentence: string): void {
    const key = `${code} ${field}`
    const known = this.#met.get(key)
    if (known) known.times += 1
    else if (this.#met.size < WARNINGS_MAX) this.#met.set(key, { code, sentence, times: 1 })
  }

  list(): Warning[] {
    return [...this.#met.values()].map(({ code, sentence, times }) => ({
      code,
      message: times > 1 ? `${sentence} This was met ${times} times.` : sentence,
    }))
  }
}

/** Input in a sentence: at most 80 characters, on one line. */
export function quote(text: string): string {
  const line = text
    .slice(0, QUOTE_MAX * 4)
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim()
  return line.length > QUOTE_MAX ? `"${cutText(line, QUOTE_MAX - 1)}…"` : `"${line}"`
}

/** The first characters of a text, never half of a surrogate pair. */
export function cutText(text: string, charactersMax: number): string {
  return text.slice(0, charactersMax).replace(/[\uD800-\uDBFF]$/, '')
}
