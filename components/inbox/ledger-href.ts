/** What narrows the ledger: words of lib/queries/ledger-words.ts, and a text that was looked for. */
export type LedgerChoice = {
  status: string | null
  via: string | null
  kind: string | null
  authenticity: string | null
  search: string | null
}

/** The address of the ledger, on the page or by the API, as it is narrowed. */
export function ledgerHref(path: string, choice: Partial<LedgerChoice>, cursor: string | null = null): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...choice, cursor })) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
