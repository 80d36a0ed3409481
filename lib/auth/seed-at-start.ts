import { readConfig } from '../config.ts'
import { log } from '../log.ts'
import { seed } from './set-up.ts'

const AGAIN_MS = 5_000

/** Makes what the environment asks for. Without a database it is made as soon as there is one, and the pages say so meanwhile. */
export async function seedAtStart(): Promise<void> {
  try {
    await seed(readConfig())
  } catch (error) {
    log.warn({ error }, 'the first owner and the key of the environment could not be looked after yet')
    setTimeout(() => void seedAtStart(), AGAIN_MS).unref()
  }
}
