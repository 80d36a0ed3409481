import ipaddr from 'ipaddr.js'

/** Most sources; the library, which takes far more than this for an address, is slow at saying so. */
const V4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/

/**
 * The canonical text of an IP address (RFC 5952 for IPv6, plain IPv4 for IPv4-mapped), or null. ipaddr.js alone would
 * take `1.2`, octal and hexadecimal parts, and zones. RFC 9990 speaks of RFC 3986, which puts IPv6 into brackets.
 */
export function readAddress(written: string): string | null {
  const text = written.trim().replace(/^\[(.*)\]$/, '$1')
  if (V4.test(text)) return text
  if (!/^[0-9a-f:]+(\d{1,3}(\.\d{1,3}){3})?$/i.test(text) || !text.includes(':')) return null
  const tail = text.slice(text.lastIndexOf(':') + 1)
  if (tail.includes('.') && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return null
  if (!ipaddr.IPv6.isValid(text)) return null
  const address = ipaddr.IPv6.parse(text)
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String()
}
