import { expect, test } from 'vitest'

import { refuseForeign } from './refuse-foreign.ts'

test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '[::1]', 'localhost:8080'])(
  'answers as %s',
  (host) => {
    expect(refuseForeign({ host })).toBeNull()
  },
)

test.each([
  'evil.example',
  'evil.example:3000',
  '127.0.0.1.evil.example',
  '127.0.0.2',
  'localhost.',
  '0.0.0.0:3000',
  '',
  undefined,
])('does not answer as %s', (host) => {
  expect(refuseForeign({ host })?.status).toBe(421)
})

test('another website may not send anything, its links may lead here', () => {
  const host = '127.0.0.1:3000'
  expect(refuseForeign({ method: 'POST', host, origin: 'https://evil.example' })?.status).toBe(403)
  expect(refuseForeign({ method: 'POST', host, origin: 'null' })?.status).toBe(403)
  expect(refuseForeign({ method: 'POST', host, origin: 'http://127.0.0.1:3001' })?.status).toBe(403)
  expect(refuseForeign({ method: 'POST', host, origin: 'http://127.0.0.1:3000' })).toBeNull()
  expect(refuseForeign({ method: 'POST', host })).toBeNull()
  expect(refuseForeign({ method: 'GET', host, origin: 'https://evil.example' })).toBeNull()
})
