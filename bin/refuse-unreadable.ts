/** Requests that Next answers with a fault of its own: they are the asker's fault, and told so. */

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** @returns status and sentence of the refusal, or null when the request may pass. */
export function refuseUnreadable({
  method = 'GET',
  url = '',
}: {
  method?: string | undefined
  url?: string | undefined
}): {
  status: number
  sentence: string
} | null {
  if (!METHODS.has(method)) return { status: 405, sentence: `Signet does not know the method ${method}.` }
  if (!url.startsWith('/') || !isEncoded(url.split('?', 1)[0]!))
    return {
      status: 400,
      sentence: 'The address cannot be read: a % in it is not followed by the code of a character.',
    }
  return null
}

function isEncoded(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}
