export { makeCase } from '../make-case.ts'

/** For tests: a target that waits for ever in cases 7, 17 and so on. */
export async function tryCase(_: unknown, number: number): Promise<void> {
  if (number % 10 === 7) await new Promise(() => {})
}
