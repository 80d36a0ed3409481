import { Worker } from 'node:worker_threads'

import type { Heard, Order } from './case-thread.ts'

/** How a thread ended: with all its cases tried, or in the middle of one. */
export type ThreadEnd =
  | { kind: 'done'; growth: number | null }
  | { kind: 'hang' | 'death'; number: number; story: string }

export type Watching = {
  /** Seconds of processor time that one case may take. */
  caseSecondsMax: number
  /** How many threads share the processor time of this process. */
  threads: number
  onError: (number: number, story: string) => void
  /** Called several times a second with the number of the case that is being tried. */
  onLook: (number: number) => void
}

const THREAD = new URL('case-thread.ts', import.meta.url)
const LOOK_MS = 250
/** A case that waits for ever takes no processor time; a busy machine makes a good one wait, but never so long. */
const WAITING_FACTOR = 60
/** While the thread loads what it needs. */
const NO_CASE = -1

/** Tries cases in a thread and watches it from outside, where neither an endless loop nor its death does harm. */
export function watchThread(order: Omit<Order, 'current'>, watching: Watching): Promise<ThreadEnd> {
  const current = new Int32Array(new SharedArrayBuffer(4)).fill(NO_CASE)
  const thread = new Worker(THREAD, { workerData: { ...order, current } satisfies Order })
  const stopwatch = new Stopwatch(watching)
  let end: ThreadEnd | null = null
  let story = 'The thread ended in the middle of the case: it waits for something that never comes.'
  const timer = setInterval(() => {
    watching.onLook(current[0]!)
    const hang = stopwatch.look(current[0]!)
    if (!hang || end) return
    end = { kind: 'hang', number: current[0]!, story: hang }
    void thread.terminate()
  }, LOOK_MS)
  thread.on('message', (heard: Heard) => {
    if (heard.kind === 'error') watching.onError(heard.number, heard.story)
    else end = heard
  })
  thread.on('error', (error) => (story = error.stack ?? error.message))
  return new Promise((resolve) => {
    thread.on('exit', () => {
      clearInterval(timer)
      resolve(end ?? { kind: 'death', number: Math.max(order.first, current[0]!), story })
    })
  })
}

/** The time that one case has taken so far. */
class Stopwatch {
  readonly #watching: Watching
  #number = -1
  #processor = 0
  #wall = 0

  constructor(watching: Watching) {
    this.#watching = watching
  }

  /** @returns what is wrong, or null. The processor time of a thread is its share of that of the process. */
  look(number: number): string | null {
    const { user, system } = process.cpuUsage()
    const processor = (user + system) / 1e6 / this.#watching.threads
    const wall = performance.now() / 1000
    if (number !== this.#number) {
      this.#number = number
      this.#processor = processor
      this.#wall = wall
    }
    if (number === NO_CASE) return null
    const { caseSecondsMax } = this.#watching
    if (processor - this.#processor > caseSecondsMax) return `It takes more than ${caseSecondsMax} s of processor time.`
    const waitingMax = caseSecondsMax * WAITING_FACTOR
    return wall - this.#wall > waitingMax ? `It has waited for more than ${waitingMax} s.` : null
  }
}
