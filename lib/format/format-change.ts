import { numberFormat } from './number-format.ts'

/** Percent beyond which a change is said as a multiple. */
const AS_MULTIPLE_FROM = 10

/** A change of a rate (0..1) in percentage points: `▲ 0.2 pt`, `▼ 3.0 pt`, `± 0.0 pt`; null where one of them is none. */
export function formatPointChange(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null
  const points = (now - before) * 100
  return `${arrow(points, 0.05)} ${numberFormat('oneDecimal').format(Math.abs(points))} pt`
}

/** A change of a count in percent: `▲ 12 %`, `▼ 8 %`, `▲ 14 ×`, `new`; null where there was nothing and is nothing. */
export function formatCountChange(now: number, before: number): string | null {
  if (before === 0) return now === 0 ? null : 'new'
  const change = now / before - 1
  if (change >= AS_MULTIPLE_FROM) return `▲ ${numberFormat('whole').format(now / before)} ×`
  return `${arrow(change, 0.005)} ${numberFormat('whole').format(Math.abs(change) * 100)} %`
}

function arrow(change: number, least: number): string {
  if (Math.abs(change) < least) return '±'
  return change > 0 ? '▲' : '▼'
}
