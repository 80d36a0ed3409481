/** A process that lived this long died of something new. */
const STEADY_MS = 10_000
const FIRST_MS = 100
const LAST_MS = 10_000

/** How often in a row a process has died young, counting the death after a life of `livedMs`. */
export function countFailures(before: number, livedMs: number): number {
  return livedMs >= STEADY_MS ? 1 : before + 1
}

/** The pause before a process is started again after so many deaths in a row. */
export function restartDelayMs(failures: number): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), LAST_MS)
}
