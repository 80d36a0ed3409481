import { expect, test } from 'vitest'

import { sumShared } from './sum-shared.ts'

test('leaves out what claims to be Apple’s', () => {
  const receivers = [
    { id: 'google', messages: 90 },
    { id: 'orchard.example', messages: 10 },
    { id: 'apple', messages: 7 },
    { id: 'icloud', messages: 1_000_000 },
  ]
  expect(sumShared(receivers)).toBe(100)
})
