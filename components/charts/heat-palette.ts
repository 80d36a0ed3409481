import type { HeatLevel } from '#lib/format/heat-level.ts'

/** The colours of a heat map: hue says pass or fail, strength how much. */
export const HEAT: Record<HeatLevel, { color: string; opacity: number; label: string }> = {
  'pass-few': { color: 'var(--pass)', opacity: 0.25, label: 'all pass, few' },
  'pass-some': { color: 'var(--pass)', opacity: 0.5, label: 'all pass' },
  'pass-many': { color: 'var(--pass)', opacity: 0.85, label: 'all pass, many' },
  'fail-few': { color: 'var(--fail)', opacity: 0.4, label: 'up to 10 % fail' },
  'fail-some': { color: 'var(--fail)', opacity: 0.7, label: 'up to half fail' },
  'fail-most': { color: 'var(--fail)', opacity: 1, label: 'most fail' },
}
