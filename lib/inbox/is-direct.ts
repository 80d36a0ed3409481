import ipaddr from 'ipaddr.js'

/**
 * Whether the peer's address says who sends: a public one that is no relay of the operator's. What a private network hands over
 * comes from a host of the operator's.
 */
export function isDirect(peer: string | null, relays: string[]): boolean {
  if (peer === null || !ipaddr.isValid(peer)) return false
  const address = ipaddr.process(peer)
  return address.range() === 'unicast' && !relays.some((relay) => isWithin(address, relay))
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, relay: string): boolean {
  const [network, bits] = relay.includes('/') ? ipaddr.parseCIDR(relay) : toNetwork(ipaddr.process(relay))
  return address.kind() === network.kind() && address.match([network, bits] as [ipaddr.IPv4, number])
}

function toNetwork(address: ipaddr.IPv4 | ipaddr.IPv6): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
