import { expect, test } from 'vitest'

import { originOf } from '#lib/config.ts'

import { cannotListen } from './address.ts'

test.each([
  ['EADDRINUSE', 'Port 80 is taken by another program: stop that program or set PORT.'],
  ['EACCES', 'This user may not listen on port 80: set PORT to 1024 or more.'],
  ['EADDRNOTAVAIL', 'This machine has no address ::1: leave HOST unset or set it to 127.0.0.1.'],
  ['EAFNOSUPPORT', 'This machine has no address ::1: leave HOST unset or set it to 127.0.0.1.'],
  ['EINVAL', 'Signet cannot listen on http://[::1]:80 (EINVAL): set HOST or PORT.'],
])('%s says what to do', (problem, sentence) => {
  expect(cannotListen('::1', 80, problem).message).toBe(sentence)
})

test('the settings of the listener for mail have names of their own', () => {
  expect(cannotListen('127.0.0.1', 25, 'EACCES', 'SMTP_').message).toBe(
    'This user may not listen on port 25: set SMTP_PORT to 1024 or more.',
  )
  expect(cannotListen('192.0.2.1', 25, 'EADDRNOTAVAIL', 'SMTP_').message).toContain('leave SMTP_HOST unset')
})

test('an address is written as a browser wants it', () => {
  expect(originOf('::1', 3000)).toBe('http://[::1]:3000')
  expect(originOf('127.0.0.1', 3000)).toBe('http://127.0.0.1:3000')
})
