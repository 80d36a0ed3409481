import { expect, test } from 'vitest'

import { findShortage, shortageOf } from './shortage.ts'

const LIMIT = 512 * 1024 * 1024

test('takes in with exactly as many free bytes as are asked for, and not with one less', () => {
  expect(findShortage({ freeBytes: LIMIT, isDatabaseFree: true }, LIMIT)).toBeNull()
  expect(findShortage({ freeBytes: LIMIT - 1, isDatabaseFree: true }, LIMIT)).toMatchObject({
    status: 507,
    sentence: expect.stringContaining('511 MiB free, and below 512 MiB (LIMIT_FREE_BYTES)'),
  })
})

test('takes nothing in without a free connection, and says when to come back', () => {
  expect(findShortage({ freeBytes: LIMIT, isDatabaseFree: false }, LIMIT)).toMatchObject({
    status: 503,
    retryAfterSeconds: 5,
  })
})

test.each([
  [Object.assign(new Error('could not extend file'), { code: '53100' }), 507],
  [Object.assign(new Error('sorry, too many clients already'), { code: '53300' }), 503],
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), 507],
  [new Error('Raw query failed. Code: `53100`. Message: `could not extend file`'), 507],
  [new Error('outer', { cause: Object.assign(new Error('inner'), { code: '53300' }) }), 503],
])('knows the shortage behind %s', (error, status) => {
  expect(shortageOf(error)).toMatchObject({ status, sentence: expect.stringContaining('What is stored stays') })
})

test('takes no other fault for a shortage', () => {
  expect(shortageOf(Object.assign(new Error('deadlock'), { code: '40P01' }))).toBeNull()
  expect(shortageOf('53100')).toBeNull()
})
