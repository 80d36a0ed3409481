import { childrenNamed, firstChild, type RawElement } from './raw-element.ts'
import { cutText, quote, type WarningLog } from './warning-log.ts'

/** The longest name or word that is kept; a domain has at most 253 characters. */
export const NAME_MAX = 255
/** The longest comment, contact or error that is kept. */
export const PROSE_MAX = 2000

/**
 * The text of the one child of that name: '' when the element is empty, null when there is none or it cannot be read.
 * Of several the first one counts (fixture synthetic-repeated-elements.xml). An element with text around other elements
 * is unreadable: joining the pieces could make another number or another domain.
 */
export function fieldText(parent: RawElement | null, name: string, log: WarningLog): string | null {
  const element = onlyChild(parent, name, log)
  if (!element) return null
  const text = element.text.trim()
  if (!element.hasElements || text === '') return text
  log.add('odd-value', name, `The field ${name} holds elements among its text and was not read.`)
  return null
}

/** Whether a field is missing or empty, which says the same. */
export function isBlank(parent: RawElement | null, name: string): boolean {
  const element = firstChild(parent, name)
  return !element || (element.text.trim() === '' && !element.hasElements)
}

/** The first child of that name; warns when there are more. */
export function onlyChild(parent: RawElement | null, name: string, log: WarningLog): RawElement | null {
  const [first, second] = childrenNamed(parent, name)
  if (second)
    log.add('repeated-element', name, `The element ${name} stands more than once in one place; the first one was read.`)
  return first ?? null
}

/** Text for people, null when empty, cut when it is far longer than any reporter writes. */
export function prose(parent: RawElement | null, name: string, log: WarningLog): string | null {
  return cut(fieldText(parent, name, log), { name, charactersMax: PROSE_MAX, log })
}

/** A short name (an organization, a selector, a word), null when empty, cut when longer than a name can be. */
export function shortName(parent: RawElement | null, name: string, log: WarningLog): string | null {
  return cut(fieldText(parent, name, log), { name, charactersMax: NAME_MAX, log })
}

/** The text, or null when there is none; what is beyond `charactersMax` is left out with a warning. */
export function cut(
  text: string | null,
  { name, charactersMax, log }: { name: string; charactersMax: number; log: WarningLog },
): string | null {
  if (!text) return null
  if (text.length <= charactersMax) return text
  log.add('odd-value', `${name} length`, `The field ${name} is longer than ${charactersMax} characters and was cut.`)
  return cutText(text, charactersMax)
}

/** Warns once per parent of children that no report has; extensions never come this far. */
export function warnOfUnknown(parent: RawElement | null, known: readonly string[], log: WarningLog): void {
  for (const child of parent?.children ?? [])
    if (!known.includes(child.name))
      log.add(
        'unknown-element',
        parent?.name ?? '',
        `The element ${quote(child.name)} in ${parent?.name} is not part of a report and was ignored.`,
      )
}

/** Words as written, by element name, beside the normalised values. */
export class RawWords {
  readonly log: WarningLog
  readonly #words = new Map<string, string>()

  constructor(log: WarningLog) {
    this.log = log
  }

  keep(field: string, written: string): void {
    this.#words.set(field, cutText(written, NAME_MAX))
  }

  get(field: string): string | undefined {
    return this.#words.get(field)
  }

  /**
   * `{ raw }` to spread into the value, or nothing. Sorted, so that the order of elements does not change a report's
   * hash.
   */
  spread(): { raw?: Record<string, string> } {
    if (this.#words.size === 0) return {}
    return { raw: Object.fromEntries([...this.#words].toSorted(([a], [b]) => (a < b ? -1 : 1))) }
  }
}
