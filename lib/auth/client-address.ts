/** Headers in which the web process tells its own routes and pages what they cannot see themselves (bin/protect.ts). */

/** Where a request comes from. */
export const CLIENT_HEADER = 'x-signet-client'
/** Path and query of a page that is asked for. */
export const PATH_HEADER = 'x-signet-path'

export function clientAddress(headers: Headers): string {
  return headers.get(CLIENT_HEADER) ?? 'unknown'
}
