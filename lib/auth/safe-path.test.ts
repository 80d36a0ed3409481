import { expect, test } from 'vitest'

import { safePath } from './safe-path.ts'

test.each(['/', '/reports', '/reports?domain=example.com&from=2026-01-01', '/sources/2001%3Adb8%3A%3A1'])(
  'somebody may be led to %s',
  (path) => expect(safePath(path)).toBe(path),
)

test.each([
  null,
  '',
  'reports',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  ' /reports',
  '/api/v1/submissions/x/raw',
  '/@evil.example:80//',
])('%j leads to the overview, or stays within Signet', (path) => {
  const safe = safePath(path)
  expect(new URL(safe, 'https://signet.example.com').origin).toBe('https://signet.example.com')
  if (path !== '/@evil.example:80//') expect(safe).toBe('/')
})
