import type { Check } from './check.ts'

/** The checks for who may not see ingest addresses: what was found, without what names them. */
export function hideAddresses(checks: Check[]): Check[] {
  return checks.map(({ id, state, sentence }) => ({ id, state, sentence }))
}
