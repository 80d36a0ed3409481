import { signersOf } from './judge-authenticity.ts'
import type { MailCheck } from './mail-check.ts'

/**
 * Which paths an organization trusts when it says so of a mail: the domains that signed it, or else the address it came from. None,
 * where that is a relay's, by which everything comes.
 */
export function quarantinePaths(check: MailCheck): string[] {
  const signers = [...new Set(signersOf(check))]
  return signers.length > 0 || !check.isDirect || check.peer === null ? signers : [check.peer]
}
