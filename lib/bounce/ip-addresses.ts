import ipaddr from 'ipaddr.js'

const CANDIDATE =
  /(?<![\w.:])(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:(?:\.\d{1,3}){3})?)(?![\w:]|\.\d)/gi
const COUNT_MAX = 20

/** The IP addresses in a text, each once and in its usual spelling. */
export function ipAddresses(text: string): string[] {
  const found = new Set<string>()
  for (const [candidate] of text.matchAll(CANDIDATE)) {
    const ip = ipAddress(candidate)
    if (ip !== null) found.add(ip)
    if (found.size >= COUNT_MAX) break
  }
  return [...found]
}

/** An IP address in its usual spelling, also from `[192.0.2.1]` and `IPv6:2001:db8::1`; null for any other text. */
export function ipAddress(text: string | null | undefined): string | null {
  const plain = (text ?? '')
    .trim()
    .slice(0, 60)
    .replace(/^\[/, '')
    .replace(/\]$/, '')
    .replace(/^ipv6:/i, '')
  if (!/^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)$/i.test(plain) || plain === '::') return null
  return ipaddr.isValid(plain) ? ipaddr.parse(plain).toString() : null
}
