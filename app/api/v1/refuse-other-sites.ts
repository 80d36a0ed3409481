import { problem } from './respond.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser names the page that a request comes from. A request that changes something by the right of a cookie must come from one
 * of Signet's own pages, and say so; other programs send no cookie and neither header. Whether an origin is Signet's was decided
 * by the web process before (bin/refuse-foreign.ts); this holds whatever stands in front.
 * @returns the answer to a request that a page of another site made, or null.
 */
export function refuseOtherSites({ method, headers }: Request): Response | null {
  if (READING.has(method)) return null
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const isOwn = origin !== null || site === 'same-origin' || site === 'none'
  if (isFromElsewhere(site) || (!isOwn && headers.has('cookie')))
    return problem(403, 'This request was made by a page of another site, so it was not accepted.')
  return null
}

function isFromElsewhere(site: string | null): boolean {
  return site !== null && site !== 'same-origin' && site !== 'none'
}
