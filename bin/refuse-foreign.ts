import { type Config, isLoopback } from '#lib/config.ts'

/**
 * Which names Signet answers to, and which pages may have it change something. Another website could have its name lead to this
 * address (DNS rebinding), or send a form here from a user's browser: both show in the headers.
 */

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Asked by machines that know an address and no name. */
const PROBES = new Set(['/healthz', '/readyz'])

export type Asked = {
  method?: string | undefined
  url?: string | undefined
  host?: string | undefined
  origin?: string | undefined
}
type Place = Pick<Config, 'host' | 'baseUrl' | 'isBaseUrlGiven'>
type Refusal = { status: number; sentence: string }

/** @returns status and sentence of the refusal, or null when the request may pass. */
export function refuseForeign({ method = 'GET', url = '', host, origin }: Asked, place: Place): Refusal | null {
  if (!isOwnName(host, place) && !PROBES.has(url.split('?', 1)[0]!))
    return {
      status: 421,
      sentence: place.isBaseUrlGiven
        ? 'Signet does not answer to this name: use the address that BASE_URL says.'
        : 'Signet answers on this machine only, as localhost, 127.0.0.1 or [::1], until HOST or BASE_URL say otherwise.',
    }
  if (!READING.has(method) && origin !== undefined && !isOwnOrigin(origin, host, place))
    return {
      status: 403,
      sentence: 'Another website sent this request. Signet takes requests from its own pages only.',
    }
  return null
}

/** What listens beyond this machine without a BASE_URL does not know its name; its cookies belong to whichever it was. */
function isOwnName(host: string | undefined, place: Place): boolean {
  if (!host) return false
  if (isLocalName(host)) return true
  if (place.isBaseUrlGiven) return host.toLowerCase() === new URL(place.baseUrl).host
  return !isLoopback(place.host)
}

function isOwnOrigin(origin: string, host: string | undefined, { baseUrl, isBaseUrlGiven }: Place): boolean {
  const from = origin.toLowerCase()
  if (isBaseUrlGiven && from === baseUrl) return true
  if (isBaseUrlGiven && !isLocalName(host ?? '')) return false
  return from === `http://${host?.toLowerCase()}` || from === `https://${host?.toLowerCase()}`
}

function isLocalName(host: string): boolean {
  return isLoopback(host.toLowerCase().replace(/:\d*$/, '').replaceAll(/[[\]]/g, ''))
}
