/** Domains under which Apple's inbound mail hosts are, by whole labels. Apple's outbound hosts are named otherwise. */
const HOST_DOMAINS = ['mail.icloud.com', 'me.com', 'privaterelay.appleid.com', 'private.icloud.com']
const HOST_MAX = 253

/** Whether a host takes mail for iCloud. `some-me.com` and `mail.icloud.com.example` do not. */
export function isAppleMailHost(host: string): boolean {
  const name = host
    .slice(0, HOST_MAX + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
  if (name.length > HOST_MAX) return false
  // Some replies name their host without its domain.
  if (!name.includes('.')) return /^[a-z0-9-]*icloudmta[a-z0-9-]*$/.test(name)
  return HOST_DOMAINS.some((domain) => name.endsWith(`.${domain}`))
}
