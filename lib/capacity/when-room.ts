import { log } from '../log.ts'
import type { Shortage } from './shortage.ts'

const ASK_AGAIN_MS = 5_000

/**
 * Waits until the disk has room, so that work which would fail for want of it is not counted as failed. A pool that is in use
 * is no reason to wait: the work itself stands in its line.
 */
export async function whenRoom(readShortage: () => Promise<Shortage | null>, againMs = ASK_AGAIN_MS): Promise<void> {
  for (let asked = 0; (await readShortage())?.status === 507; asked++) {
    if (asked === 0) log.warn('a job waits until the disk has room')
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}
