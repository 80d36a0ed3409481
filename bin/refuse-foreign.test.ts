import { expect, test } from 'vitest'

import { refuseForeign } from './refuse-foreign.ts'

const LOCAL = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1:3000', isBaseUrlGiven: false }
const OPEN = { host: '0.0.0.0', baseUrl: 'http://0.0.0.0:3000', isBaseUrlGiven: false }
const NAMED = { host: '0.0.0.0', baseUrl: 'https://signet.example.com', isBaseUrlGiven: true }

test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '[::1]', 'localhost:8080'])(
  'answers as %s wherever it listens',
  (host) => {
    for (const place of [LOCAL, OPEN, NAMED]) expect(refuseForeign({ host }, place)).toBeNull()
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
])('does not answer as %s on this machine alone, nor under a name of its own', (host) => {
  for (const place of [LOCAL, NAMED]) expect(refuseForeign({ host }, place)?.status).toBe(421)
})

test('with a BASE_URL it answers to that name, and to a probe that knows none', () => {
  expect(refuseForeign({ host: 'Signet.example.com' }, NAMED)).toBeNull()
  expect(refuseForeign({ host: 'signet.example.com.evil.example' }, NAMED)?.status).toBe(421)
  expect(refuseForeign({ host: '10.0.0.7:3000', url: '/healthz' }, NAMED)).toBeNull()
  expect(refuseForeign({ host: '10.0.0.7:3000', url: '/readyz?x' }, NAMED)).toBeNull()
  expect(refuseForeign({ host: '10.0.0.7:3000', url: '/' }, NAMED)?.status).toBe(421)
})

test('beyond this machine and without a BASE_URL it answers to every name', () => {
  expect(refuseForeign({ host: '192.0.2.7:3000' }, OPEN)).toBeNull()
  expect(refuseForeign({ host: '' }, OPEN)?.status).toBe(421)
})

test('another website may not send anything, its links may lead here', () => {
  const host = '127.0.0.1:3000'
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:3001', 'http://127.0.0.1:3000.evil.example'])
    expect(refuseForeign({ method: 'POST', host, origin }, LOCAL)?.status).toBe(403)
  expect(refuseForeign({ method: 'POST', host, origin: 'http://127.0.0.1:3000' }, LOCAL)).toBeNull()
  expect(refuseForeign({ method: 'POST', host }, LOCAL)).toBeNull()
  expect(refuseForeign({ method: 'GET', host, origin: 'https://evil.example' }, LOCAL)).toBeNull()
})

test('with a BASE_URL its pages are those of that address, whatever name was asked', () => {
  const host = 'signet.example.com'
  const ask = (origin: string) => refuseForeign({ method: 'DELETE', host, origin }, NAMED)
  expect(ask('https://signet.example.com')).toBeNull()
  expect(ask('http://signet.example.com')?.status).toBe(403)
  expect(ask('https://evil.example')?.status).toBe(403)
  expect(refuseForeign({ method: 'PUT', host: 'localhost:3000', origin: 'http://localhost:3000' }, NAMED)).toBeNull()
})
