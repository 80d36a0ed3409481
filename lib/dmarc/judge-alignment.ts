import { isAligned } from './alignment.ts'
import type { AlignmentMode } from './report.ts'

/** `other-name` is aligned but for the strict mode; `unknown` is where a name is missing. */
export type Alignment = 'aligned' | 'other-name' | 'other-organization' | 'unknown'

/** How a domain that was authenticated stands to the one in From. Without a mode it is relaxed, as in DNS. */
export function judgeAlignment(
  domain: string | null,
  from: string | null,
  mode: AlignmentMode | null | undefined,
): Alignment {
  if (!domain || !from) return 'unknown'
  if (isAligned(domain, from, mode ?? 'relaxed')) return 'aligned'
  return isAligned(domain, from, 'relaxed') ? 'other-name' : 'other-organization'
}
