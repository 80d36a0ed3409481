import { setTimeout } from 'node:timers/promises'

import { log } from '../log.ts'
import type { Shortage } from './shortage.ts'

const ASK_AGAIN_MS = 5_000

/**
 * Waits until there is no shortage, so that work which would fail for want of room is not counted as failed.
 * @throws the reason of `signal` when that comes first.
 */
export async function whenRoom(
  readShortage: () => Promise<Shortage | null>,
  signal: AbortSignal,
  againMs = ASK_AGAIN_MS,
): Promise<void> {
  for (let asked = 0; await readShortage(); asked++) {
    if (asked === 0) log.warn('a job waits until the disk has room')
    await setTimeout(againMs, undefined, { signal })
  }
}
