import { expect, test } from 'vitest'

import { redact } from './redact.ts'

test.each([
  [
    'a password',
    'no postgresql://signet:p@ss/w0rd@db.example.com:5432/signet',
    'no postgresql://…@db.example.com:5432/signet',
  ],
  ['the query of an address', 'GET /upload?token=secret&x=1 failed', 'GET /upload?… failed'],
  ['the query of a whole URL', 'http://127.0.0.1:3000/?from=ada@example.com', 'http://127.0.0.1:3000/?…'],
  ['a local part', 'mail of ada.b+c@example.com came', 'mail of …@example.com came'],
  ['a quoted local part', 'mail of "ada b"@example.com came', 'mail of …@example.com came'],
  ['two in a row', '<ada@example.com>,<bob@example.com>', '<…@example.com>,<…@example.com>'],
  ['an IPv4 address', 'connect ECONNREFUSED 192.0.2.7:5432', 'connect ECONNREFUSED …:5432'],
  ['an IPv6 address', 'source 2001:db8::17 is odd', 'source … is odd'],
  [
    'a value that Postgres quotes',
    'invalid input syntax for type inet: "ada and\nbob"',
    'invalid input syntax for type inet: "…"',
  ],
])('takes out %s', (_, text, clean) => {
  expect(redact(text)).toBe(clean)
})

test.each([
  'connect ECONNREFUSED 127.0.0.1:5432',
  'listen EADDRINUSE: address already in use ::1:3000',
  'duplicate key value violates unique constraint "report_pkey"',
  'submission 0193fa1c-7c1e-7000-8000-1234567890ab failed at 13:27:04.123',
  'at file:///opt/signet/node_modules/@prisma/client/runtime.mjs:12:34',
  'is this a question? yes',
])('leaves %j as it is', (text) => {
  expect(redact(text)).toBe(text)
})
