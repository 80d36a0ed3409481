import { createHash } from 'node:crypto'

import type { PublishedPolicy } from './report.ts'

/**
 * Tells whether two documents hold the same report: sha256 over the normalised policy and records, so that white space,
 * encoding, namespace and the order of fields do not matter, while the order of records does.
 */
export class ContentHash {
  readonly #records = createHash('sha256')

  /** @param line of a record (record-lines.ts). */
  add(line: string): void {
    this.#records.update(line)
  }

  /** Hex. Ends the hash: call it once. The policy comes last because it may stand after the records. */
  digest(policy: PublishedPolicy): string {
    return createHash('sha256')
      .update(`${JSON.stringify(policy)}\n`)
      .update(this.#records.digest())
      .digest('hex')
  }
}
