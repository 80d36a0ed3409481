/**
 * What each colour means, once for every chart. The colours themselves are in app/globals.css, for both schemes and for paper; none
 * stands without its word beside it.
 */
export const PALETTE = {
  pass: { color: 'var(--pass)', label: 'pass' },
  fail: { color: 'var(--fail)', label: 'fail' },
  none: { color: 'var(--none)', label: 'none' },
  quarantine: { color: 'var(--quarantine)', label: 'quarantine' },
  reject: { color: 'var(--reject)', label: 'reject' },
  unstated: { color: 'var(--unknown)', label: 'not given' },
  first: { color: 'var(--rank-1)', label: '' },
  second: { color: 'var(--rank-2)', label: '' },
  third: { color: 'var(--rank-3)', label: '' },
  fourth: { color: 'var(--rank-4)', label: '' },
  fifth: { color: 'var(--rank-5)', label: '' },
  sixth: { color: 'var(--rank-6)', label: '' },
} as const

export type PaletteKey = keyof typeof PALETTE

/** For what has no meaning of its own but its place in a ranking. */
export const RANKED: PaletteKey[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** One part of a stacked chart: which numbers it draws, in which colour, under which word. */
export type Series = { key: string; palette: PaletteKey; label: string }
