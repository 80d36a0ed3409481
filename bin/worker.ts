import { readConfig } from '#lib/config.ts'

import { runWorker } from '../worker/main.ts'
import { SUPERVISED, tellReady, untilStopped } from './until-stopped.ts'

/** `signet worker`: one worker process, until it is told to stop or loses its database. */
export async function worker(args: string[]): Promise<number> {
  const stopped = untilStopped(args.includes(SUPERVISED) ? 'supervisor' : 'signals')
  const running = await runWorker(readConfig())
  tellReady()
  const reason = await Promise.race([stopped.then(() => null), running.done.catch((error: Error) => error)])
  if (reason) {
    console.error(`The worker cannot go on: ${reason.message}`)
    return 1
  }
  await running.stop()
  return 0
}
