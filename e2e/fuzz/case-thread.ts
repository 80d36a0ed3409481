import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'

import type { Case } from './make-case.ts'

/** The cases of one thread: every `step`th from `first` to `end`. `current` holds the number of the one being tried. */
export type Order = { target: string; seed: number; first: number; end: number; step: number; current: Int32Array }

/** `growth` is in bytes, null when there were too few cases to tell. */
export type Heard = { kind: 'error'; number: number; story: string } | { kind: 'done'; growth: number | null }

type Target = {
  makeCase: (seed: number, number: number) => Promise<Case>
  tryCase: (one: Case, number: number) => Promise<void>
}

/** By then everything is compiled and cached, and what is added is what cases leave behind. */
const SETTLED_SHARE = 0.1
/** Of fewer cases nothing can be told: compiled code weighs more than what they leave. */
const GROWTH_CASES_MIN = 1_000
/** When everything is broken, these are enough to see a pattern. */
const ERRORS_MAX = 20

/** The code that runs in a thread of `watchThread`: tries its cases and tells what they threw. */
async function tryAll({ target, seed, first, end, step, current }: Order): Promise<void> {
  const { makeCase, tryCase } = (await import(target)) as Target
  const count = Math.ceil((end - first) / step)
  const settledAt = first + step * Math.floor(count * SETTLED_SHARE)
  let settled = 0
  let errors = 0
  for (let number = first; number < end && errors < ERRORS_MAX; number += step) {
    Atomics.store(current, 0, number)
    if (number === settledAt) settled = await heldBytes()
    try {
      await tryCase(await makeCase(seed, number), number)
    } catch (error) {
      errors += 1
      tell({ kind: 'error', number, story: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  tell({ kind: 'done', growth: count < GROWTH_CASES_MIN || errors > 0 ? null : (await heldBytes()) - settled })
}

/** What this thread still holds once everything that can be freed is freed, buffers and zlib's memory included. */
async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // Buffers and handles are freed in turns after the objects that held them.
  for (let turn = 0; turn < 4; turn++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function tell(heard: Heard): void {
  parentPort?.postMessage(heard)
}

void tryAll(workerData as Order)
