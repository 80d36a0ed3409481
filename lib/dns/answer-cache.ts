import type { DnsAnswer } from './answer.ts'

const MINUTE_MS = 60_000
/** For how long an answer counts. A failure is remembered only so that many mails at once do not wait for the same dead server. */
const KEPT_MS = { found: 5 * MINUTE_MS, none: MINUTE_MS, failed: 5_000, off: MINUTE_MS }
const ENTRIES_MAX = 10_000

type Entry = { answer: DnsAnswer<unknown>; until: number }

/** Answers by question, at most 10,000: the one that was written first goes first. `now` is in milliseconds. */
export function answerCache(now: () => number, entriesMax = ENTRIES_MAX) {
  const entries = new Map<string, Entry>()
  return {
    get(question: string): DnsAnswer<unknown> | null {
      const entry = entries.get(question)
      return entry && entry.until > now() ? entry.answer : null
    },
    set(question: string, answer: DnsAnswer<unknown>): void {
      entries.delete(question)
      entries.set(question, { answer, until: now() + KEPT_MS[answer.kind] })
      if (entries.size > entriesMax) entries.delete(entries.keys().next().value!)
    },
  }
}
