import fc from 'fast-check'
import { expect, test } from 'vitest'

import { NOTHING_SAID } from '../bounce/delivery.ts'
import { readReply } from '../bounce/read-reply.ts'
import { diagnose } from './diagnose.ts'
import { judgeDelivery } from './judge-delivery.ts'
import { FOREIGN_REPLIES } from './testing/foreign-replies.ts'

const refused = { ...NOTHING_SAID, outcome: 'refused', carrier: 'dsn' } as const

test('there are 300 refusals of other receivers, no two alike', () => {
  expect(new Set(FOREIGN_REPLIES.map(({ reply }) => reply)).size).toBe(300)
})

test.each(FOREIGN_REPLIES)('$reply is not called Apple’s, pasted or in a bounce', ({ reply, host, recipient }) => {
  const notApple = { isIcloud: false, basis: null, code: null }
  expect(diagnose(reply)).toMatchObject(notApple)
  const line = `host ${host ?? 'mx.example.net'}[192.0.2.9] said: ${reply} (in reply to end of DATA command)`
  expect(diagnose(`<${recipient}>: ${line}`)).toMatchObject(notApple)
  expect(judgeDelivery({ ...refused, reply: readReply(reply), recipient })).toMatchObject(notApple)
  expect(judgeDelivery({ ...refused, reply: readReply(reply), recipient, remoteHost: host })).toMatchObject(notApple)
})

test('no text without Apple’s marks is called Apple’s', () => {
  const word = fc.constantFrom(
    '550',
    '5.7.1',
    '[CS01]',
    '[AB1]',
    'rejected due to local policy',
    'Message',
    'apple.com',
    'icloud.com',
    'said:',
    'host',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 12 }), (words) => {
      const text = words.join(' ')
      fc.pre(!/\[CS01\].*local policy|local policy.*\[CS01\]|host \S*icloud/is.test(text))
      expect(diagnose(text).isIcloud).toBe(false)
    }),
    { numRuns: 500 },
  )
})
