import type { Alignment } from './judge-alignment.ts'
import { nameDomain } from './name-domain.ts'

/** Of a result that did not pass: whether a pass would have counted. Nothing where it cannot be told. */
export function foreseeAlignment(alignment: Alignment, from: string | null): string {
  if (alignment === 'unknown' || from === null) return ''
  if (alignment === 'aligned') return `Had it passed, it would be aligned with ${nameDomain(from)}.`
  return `Even a pass would not be aligned with ${nameDomain(from)}.`
}
