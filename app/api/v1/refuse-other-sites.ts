import { problem } from './respond.ts'

/**
 * A browser names the page that a request comes from; other programs send neither header.
 * @returns the answer to a request that a page of another site made, or null.
 */
export function refuseOtherSites(request: Request): Response | null {
  if (!isFromElsewhere(request)) return null
  return problem(403, 'This request was made by a page of another site, so it was not accepted.')
}

function isFromElsewhere(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')
  const site = request.headers.get('sec-fetch-site')
  return site !== null && site !== 'same-origin' && site !== 'none'
}
