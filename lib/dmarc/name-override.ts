import type { Override } from './override.ts'
import { quoteValue } from './quote-value.ts'

const NAMES: Record<Override, string> = {
  arc: 'a trusted ARC chain',
  forwarded: 'forwarded',
  mailing_list: 'mailing list',
  trusted_forwarder: 'trusted forwarder',
  local_policy: 'local policy',
  sampled_out: 'sampled out',
  policy_test_mode: 'policy test mode',
  other: 'other',
  unstated: 'no reason given',
}

/** An override or type of reason in words. */
export function nameOverride(word: string): string {
  return isOverride(word) ? NAMES[word] : quoteValue(word)
}

function isOverride(word: string): word is Override {
  return Object.hasOwn(NAMES, word)
}
