/**
 * Until there are accounts, only this machine may ask. Another website could have its name lead to this address (DNS rebinding), or
 * send a form here from the user's browser: both show in the headers.
 */

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

export type Asked = { method?: string | undefined; host?: string | undefined; origin?: string | undefined }

/** @returns status and sentence of the refusal, or null when the request may pass. */
export function refuseForeign({ method = 'GET', host, origin }: Asked): { status: number; sentence: string } | null {
  if (!host || !OWN_NAMES.has(nameOf(host)))
    return { status: 421, sentence: 'Signet answers on this machine only, as localhost, 127.0.0.1 or [::1].' }
  if (!READING.has(method) && origin !== undefined && !isSame(origin, host))
    return {
      status: 403,
      sentence: 'Another website sent this request. Signet takes requests from its own pages only.',
    }
  return null
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '')
}

function isSame(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`
}
