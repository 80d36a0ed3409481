const TIMEOUT_MS = 10_000
const BYTES_MAX = 64 * 1024

/** Fetches a short text by HTTPS. Whoever calls has looked at the address: no redirect is followed to another one. */
export async function fetchText(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!answer.ok || !answer.body) return null
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body) {
      size += chunk.length
      if (size > BYTES_MAX) return null
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString()
  } catch {
    return null
  }
}
