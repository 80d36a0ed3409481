import { expect, test } from 'vitest'

import { sumUp, tallyPlaywright, tallyVitest } from './tally-tests.ts'

test('counts tests, names what was skipped, and a file that cannot be loaded fails once', () => {
  const results = (...statuses: string[]) => statuses.map((status) => ({ status, fullName: status }))
  const tally = tallyVitest({
    testResults: [
      { name: 'a', status: 'failed', assertionResults: results('passed', 'passed', 'failed', 'pending') },
      { name: 'b', status: 'failed', assertionResults: [] },
    ],
  })
  expect(tally).toEqual({ passed: 2, failed: 2, skipped: ['pending'] })
})

test('finds browser tests in nested suites; a flaky one failed', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
  const suites = [{ specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'flaky'), spec('c', 'skipped')] }] }]
  expect(tallyPlaywright({ suites, errors: [] })).toEqual({ passed: 1, failed: 1, skipped: ['c'] })
})

test('a run without tests, and one that ended badly without saying why, are failures', () => {
  const some = { passed: 3, failed: 0, skipped: [] }
  const none = { passed: 0, failed: 0, skipped: [] }
  expect(sumUp([{ tally: some, code: 0 }])).toMatchObject({ passed: 3, failed: 0 })
  expect(sumUp([{ tally: none, code: 0 }])).toMatchObject({ passed: 0, failed: 1 })
  expect(sumUp([{ tally: some, code: 1 }])).toMatchObject({ passed: 3, failed: 1 })
  expect(sumUp([])).toMatchObject({ passed: 0, failed: 0 })
})
