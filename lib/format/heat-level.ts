/** What a cell of a heat map says: nothing there, passing mail, little or much of it, or a failing share, small to all. */
export const HEAT_LEVELS = ['pass-few', 'pass-some', 'pass-many', 'fail-few', 'fail-some', 'fail-most'] as const
export type HeatLevel = (typeof HEAT_LEVELS)[number]

/** Failing shares up to these are few and some. */
const FEW_FAIL = 0.1
const SOME_FAIL = 0.5
/** Of the largest cell: passing mail up to these is few and some. */
const FEW = 0.05
const SOME = 0.35

/** The level of a cell among all; null without messages. @param most messages of the largest cell. */
export function heatLevel({ messages, fail }: { messages: number; fail: number }, most: number): HeatLevel | null {
  if (messages === 0) return null
  const share = fail / messages
  if (share > SOME_FAIL) return 'fail-most'
  if (share > FEW_FAIL) return 'fail-some'
  if (share > 0) return 'fail-few'
  if (messages <= most * FEW) return 'pass-few'
  return messages <= most * SOME ? 'pass-some' : 'pass-many'
}
