import { stat } from 'node:fs/promises'

import { log } from '../../log.ts'
import { type Certificate, type Files, readOperators } from './read-certificate.ts'

/** A certificate is made anew weeks before the old one ends. */
const LOOK_MS = 60_000

/** Looks at the files now and then, and hands over what stands in them when they change. @returns a function that ends it. */
export function watchCertificate(
  files: Files,
  use: (certificate: Certificate) => void,
  lookMs: number = LOOK_MS,
): () => void {
  let seen: string | null = null
  const look = async (): Promise<void> => {
    const times = await Promise.all([files.keyFile, files.certFile].map(async (file) => (await stat(file)).mtimeMs))
    const now = times.join(' ')
    if (seen !== null && seen !== now) {
      // One of the two may be there before the other one: what does not fit yet is looked at again.
      use(await readOperators(files))
      log.info('the listener for mail has a new certificate')
    }
    seen = now
  }
  const tick = (): void =>
    void look().catch((error: unknown) => log.warn({ error }, 'the new certificate for mail cannot be used yet'))
  tick()
  const timer = setInterval(tick, lookMs)
  return () => clearInterval(timer)
}
