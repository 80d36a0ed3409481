import { domainToASCII } from 'node:url'

const NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/
const WRITTEN_MAX = 1_000

/** A name of two labels or more as it stands in DNS, in lower case; null for anything else. */
export function toHostName(written: string | number | null | undefined): string | null {
  if (typeof written !== 'string' || written.length > WRITTEN_MAX) return null
  const bare = written.trim().toLowerCase().replace(/\.$/, '')
  const name = NAME.test(bare) ? bare : domainToASCII(bare)
  // A last label of digits alone makes an IP address.
  return NAME.test(name) && !/\.\d+$/.test(name) ? name : null
}

/** The domain of an e-mail address. */
export function domainOf(address: string): string | null {
  return toHostName(address.slice(address.lastIndexOf('@') + 1))
}
