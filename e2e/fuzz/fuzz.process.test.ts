import { expect, test } from 'vitest'

import { TARGET } from './fuzz.ts'
import { makeCase } from './make-case.ts'
import { runCases } from './run-cases.ts'

const CASES = 100_000

test(`unpacker and readers survive ${CASES} hostile cases, as promised, in time, and give the memory back`, async () => {
  expect(await runCases({ seed: 1, first: 0, end: CASES, target: TARGET })).toEqual([])
}, 1_800_000)

test('makes the same case of the same seed and number, and another of any other', async () => {
  const cases = async (seed: number) => {
    const made = await Promise.all(Array.from({ length: 300 }, (_, number) => makeCase(seed, number)))
    return made.map(({ bytes }) => bytes.toString('base64'))
  }
  const first = await cases(1)
  expect(await cases(1)).toEqual(first)
  expect(new Set([...first, ...(await cases(2))]).size).toBeGreaterThan(550)
})
