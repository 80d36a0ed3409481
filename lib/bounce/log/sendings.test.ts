import { expect, test } from 'vitest'

import { Sendings } from './sendings.ts'

test('remembers the last 25,000 messages at least and 50,000 at most, however many never end', () => {
  const sendings = new Sendings()
  let largest = 0
  for (let index = 0; index < 210_000; index++) {
    sendings.set(`id${index}`, { messageId: `${index}`, envelopeFrom: null })
    largest = Math.max(largest, sendings.size)
  }
  expect(largest).toBeLessThanOrEqual(50_000)
  expect(sendings.get('id185000')).toEqual({ messageId: '185000', envelopeFrom: null })
  expect(sendings.get('id159999')).toBeUndefined()
})

test('forgets what is gone', () => {
  const sendings = new Sendings()
  sendings.set('a', { messageId: null, envelopeFrom: null })
  sendings.forget('a')
  expect(sendings.size).toBe(0)
})
