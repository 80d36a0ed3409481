import { readConfig } from '#lib/config.ts'
import { log } from '#lib/log.ts'

import { runWorker } from '../worker/main.ts'
import { requireDatabase } from './require-database.ts'
import { SUPERVISED, tellReady, untilStopped } from './until-stopped.ts'

/** Jobs in hand may take this long when the process stops; what is not finished by then is taken up by the next worker. */
const FINISH_MS = 6_000

/** `signet worker`: one worker process, until it is told to stop or loses its database. */
export async function worker(args: string[]): Promise<number> {
  const stopped = untilStopped(args.includes(SUPERVISED) ? 'supervisor' : 'signals')
  const running = await runWorker(await requireDatabase(readConfig()))
  tellReady()
  log.info('the worker takes jobs')
  const error = await Promise.race([stopped.then(() => null), running.done.catch((reason: Error) => reason)])
  if (error) {
    log.error({ error }, 'the worker cannot go on')
    return 1
  }
  const isFinished = await Promise.race([running.stop().then(() => true), falseAfter(FINISH_MS)])
  log.info(isFinished ? 'the worker has ended' : 'the worker ends with jobs unfinished; the next one takes them up')
  return 0
}

function falseAfter(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false))
}
