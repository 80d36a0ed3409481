import { expect, test } from 'vitest'

import { type Run, runCases } from './run-cases.ts'

const run = (name: string, options: Partial<Run> = {}) =>
  runCases({ seed: 1, first: 0, end: 20, target: new URL(`testing/${name}.ts`, import.meta.url), ...options })

test.each([
  ['throws', 'error', 'a fault'],
  ['hangs', 'hang', 'processor time'],
  ['waits', 'death', 'waits for something'],
  ['dies', 'death', 'in the middle'],
])('finds each case in which the target %s, and goes on behind it', { timeout: 180_000 }, async (name, kind, story) => {
  const find = { kind, story: expect.stringContaining(story) as string }
  expect(await run(name, { caseSecondsMax: 0.5 })).toEqual([
    { ...find, number: 7 },
    { ...find, number: 17 },
  ])
})

test('finds that memory is not given back', { timeout: 180_000 }, async () => {
  const finds = await run('grows', { end: 4_000 })
  expect(finds.map(({ kind, number }) => ({ kind, number }))).toEqual(Array(2).fill({ kind: 'growth', number: null }))
})
