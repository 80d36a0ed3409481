/** What each colour means, once for every chart. The colours themselves are in app/globals.css, for both schemes. */
export const PALETTE = {
  pass: { color: 'var(--pass)', label: 'Pass' },
  fail: { color: 'var(--fail)', label: 'Fail' },
} as const

export type PaletteKey = keyof typeof PALETTE
