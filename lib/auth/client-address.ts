/** Headers in which the web process tells its own routes and pages what they cannot see themselves (bin/protect.ts). */

/** Where a request comes from. */
export const CLIENT_HEADER = 'x-signet-client'
/** That it came by way of a proxy, whether or not that one is trusted. */
export const PROXIED_HEADER = 'x-signet-proxied'
/** Path and query of a page that is asked for. */
export const PATH_HEADER = 'x-signet-path'

export function clientAddress(headers: Headers): string {
  return headers.get(CLIENT_HEADER) ?? 'unknown'
}

/** Whether it is somebody on this machine who asks, and not a proxy on it that asks for others. */
export function isThisMachine(headers: Headers): boolean {
  return /^(127\.|::1$)/.test(clientAddress(headers)) && !headers.has(PROXIED_HEADER)
}
