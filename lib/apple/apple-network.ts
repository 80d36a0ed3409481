import ipaddr from 'ipaddr.js'

import apple from './apple.json' with { type: 'json' }

/**
 * What is known of a network of Apple's. `network` is in CIDR notation; `isIcloudMail` says whether icloud.com's SPF record
 * lists it, which allows it to send as icloud.com; mail that iCloud forwards may leave from there too.
 */
export type AppleNetwork = { network: string; evidence: string; isIcloudMail: boolean }

type Entry<Address> = { address: Address; bits: number; answer: AppleNetwork }

const LISTED: AppleNetwork[] = [
  ...apple.icloudSpf.networks.map((network) => ({
    network,
    evidence: `in icloud.com's SPF record as captured on ${apple.icloudSpf.capturedOn}`,
    isIcloudMail: true,
  })),
  ...apple.registered.networks.map((network) => ({
    network,
    evidence: "Apple's network (ARIN), not in icloud.com's SPF record: not known to send iCloud mail",
    isIcloudMail: false,
  })),
]

const V4: Entry<ipaddr.IPv4>[] = []
const V6: Entry<ipaddr.IPv6>[] = []
for (const answer of LISTED) {
  const [address, bits] = ipaddr.parseCIDR(answer.network)
  if (address.kind() === 'ipv4') V4.push({ address: address as ipaddr.IPv4, bits, answer })
  else V6.push({ address: address as ipaddr.IPv6, bits, answer })
}
V4.sort((a, b) => b.bits - a.bits)
V6.sort((a, b) => b.bits - a.bits)

/** Every listed network, in CIDR notation. */
export const APPLE_NETWORKS: readonly string[] = LISTED.map(({ network }) => network)

/** Finds the smallest listed network that holds the address; null for any other address and for text that is none. */
export function appleNetwork(ip: string | null): AppleNetwork | null {
  if (ip === null) return null
  if (!ip.includes(':')) return inV4(ip)
  if (!ipaddr.IPv6.isValid(ip)) return null
  const address = ipaddr.IPv6.parse(ip)
  if (address.isIPv4MappedAddress()) return inV4(address.toIPv4Address().toString())
  return V6.find((entry) => address.match(entry.address, entry.bits))?.answer ?? null
}

function inV4(ip: string): AppleNetwork | null {
  // Without the four parts ipaddr.js reads `17.58` as 17.0.0.58 and `0x11.0.0.1` as 17.0.0.1.
  if (!ipaddr.IPv4.isValidFourPartDecimal(ip)) return null
  const address = ipaddr.IPv4.parse(ip)
  return V4.find((entry) => address.match(entry.address, entry.bits))?.answer ?? null
}
