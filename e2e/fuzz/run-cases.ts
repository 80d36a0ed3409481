import { watchThread } from './watch-thread.ts'

/** What no run should meet. `number` is that of the case, null where no single one is to blame. */
export type Find = { kind: 'error' | 'hang' | 'death' | 'growth'; number: number | null; story: string }

export type Run = {
  seed: number
  /** The cases from `first` to `end`, which is left out. */
  first: number
  end: number
  /** The module that makes and tries them. */
  target: URL
  /** Processor time that one case may take. */
  caseSecondsMax?: number
  /** Called several times a second with the number of a case that is being tried. */
  onProgress?: (number: number) => void
  /** Called with each find as soon as it is met. */
  onFind?: (find: Find) => void
}

const THREADS = 2
/** A case takes milliseconds, and a second where only a limit ends it. */
const CASE_SECONDS_MAX = 10
/** Enough to see a pattern, when everything is broken. */
const FINDS_MAX = 20
/**
 * Bytes that a thread may hold on to. Of a hundred thousand cases it tries fifty thousand: that is some 350 bytes for
 * each, and whatever keeps a buffer, a parser or a document keeps more.
 */
const GROWTH_MAX = 16 * 1024 * 1024

/**
 * Tries cases, every other one in one of two threads. What they throw is a find, and so is one that takes too long, one
 * that its thread does not survive, and memory that is not given back.
 */
export async function runCases(run: Run): Promise<Find[]> {
  const finds: Find[] = []
  await Promise.all(Array.from({ length: THREADS }, (_, lane) => runLane(run, run.first + lane, finds)))
  return finds.toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
}

async function runLane(run: Run, first: number, finds: Find[]): Promise<void> {
  const { seed, end } = run
  const add = (find: Find): void => {
    finds.push(find)
    run.onFind?.(find)
  }
  const watching = {
    caseSecondsMax: run.caseSecondsMax ?? CASE_SECONDS_MAX,
    threads: THREADS,
    onError: (number: number, story: string) => add({ kind: 'error', number, story }),
    onLook: (number: number) => run.onProgress?.(number),
  }
  let next = first
  while (next < end && finds.length < FINDS_MAX) {
    const ended = await watchThread({ target: run.target.href, seed, first: next, end, step: THREADS }, watching)
    if (ended.kind === 'done') {
      if (ended.growth !== null && ended.growth > GROWTH_MAX) add(growth(ended.growth))
      return
    }
    add(ended)
    next = ended.number + THREADS
  }
}

function growth(bytes: number): Find {
  return { kind: 'growth', number: null, story: `A thread still holds ${bytes} bytes more than after its first cases.` }
}
