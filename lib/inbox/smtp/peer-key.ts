import ipaddr from 'ipaddr.js'

/** Who counts as one peer: an IPv4 address, or the network that one subscriber has in IPv6 (RFC 6177). */
export function peerKey(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address
  return ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':')
}
