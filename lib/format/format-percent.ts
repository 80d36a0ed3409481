import { numberFormat } from './number-format.ts'

/**
 * A rate (0..1) as `99.4 %`; null (nothing to divide by) as a dash. Never rounds up to 100 or down to 0: one failing message in
 * a million must not read like none.
 */
export function formatPercent(rate: number | null): string {
  if (rate === null) return '–'
  if (rate >= 1) return '100 %'
  if (rate <= 0) return '0 %'
  const percent = rate * 100
  if (percent > 99.9) return `> ${numberFormat('oneDecimal').format(99.9)} %`
  if (percent < 0.1) return `< ${numberFormat('oneDecimal').format(0.1)} %`
  return `${numberFormat('oneDecimal').format(percent)} %`
}

/** The share of a whole, 0..1; null when the whole is 0. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
