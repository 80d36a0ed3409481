/** What becomes of a test report that was sent: it was read, it was read and is not what it should be, it came and waits, or nothing came. */
export type Arrival =
  | { kind: 'read'; seconds: number }
  | { kind: 'odd'; message: string }
  | { kind: 'waiting' }
  | { kind: 'nothing' }

type Document = { code: string | null; message: string | null }
type Sent = {
  address: string
  /** What the ledger is searched for. */
  search: string
  /** Of the address, before the test was sent. */
  lastMailAt: string | null
}

const PAUSE_MS = 1_000
export const PATIENCE_SECONDS = 30

/** Asks once a second whether it has arrived. */
export async function watchArrival({ address, search, lastMailAt }: Sent): Promise<Arrival> {
  const began = performance.now()
  const seconds = (): number => Math.max(1, Math.round((performance.now() - began) / 1000))
  while (performance.now() - began < PATIENCE_SECONDS * 1000) {
    const { submissions } = await ask<{ submissions: { documents: Document[] }[] }>(
      `/api/v1/submissions?${new URLSearchParams({ via: 'smtp', search })}`,
      { submissions: [] },
    )
    const document = submissions[0]?.documents[0]
    if (document?.code === 'test-report') return { kind: 'read', seconds: seconds() }
    if (document) return { kind: 'odd', message: document.message ?? 'It was not read as a test report.' }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  type Address = { address: string; lastMailAt: string | null }
  const { addresses } = await ask<{ addresses: Address[] }>('/api/v1/ingest-addresses', { addresses: [] })
  const now = addresses.find((one) => one.address === address)
  return { kind: now && now.lastMailAt !== lastMailAt ? 'waiting' : 'nothing' }
}

/** @returns `otherwise` when there is no good answer; the next question may have one. */
async function ask<Answer>(path: string, otherwise: Answer): Promise<Answer> {
  try {
    const response = await fetch(path, { cache: 'no-store', headers: { accept: 'application/json' } })
    return response.ok ? ((await response.json()) as Answer) : otherwise
  } catch {
    return otherwise
  }
}
