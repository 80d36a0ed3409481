import type { Alignment } from './judge-alignment.ts'
import { nameDomain } from './name-domain.ts'

type Names = { domain: string | null; from: string | null }

/** The second half of a sentence on a result that passed. */
export function explainAlignment(alignment: Alignment, { domain, from }: Names): string {
  if (!domain) return 'but its domain is not named, so it cannot be told whether it is aligned'
  if (!from) return 'but the domain in From is not named, so it cannot be told whether it is aligned'
  if (domain === from) return 'and the domain is the one in From, so it is aligned'
  if (alignment === 'aligned') return `and the domain is aligned with ${nameDomain(from)}`
  if (alignment === 'other-name')
    return `but it is not aligned: the policy asks for strict alignment, and the name is not ${nameDomain(from)} itself`
  return `but it is not aligned: its organizational domain is not that of ${nameDomain(from)}`
}
