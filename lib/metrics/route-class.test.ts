import { expect, test } from 'vitest'

import { routeClass } from './route-class.ts'

test.each([
  ['/', 'page/overview'],
  ['/?from=2026-11-01', 'page/overview'],
  ['/sources/192.0.2.1', 'page/sources'],
  ['/reports/0193fa1c-7c1e-7000-8000-1234567890ab', 'page/reports'],
  ['/api/v1/submissions?wait=10', 'api/submissions'],
  ['/api/v1/submissions/0193fa1c-7c1e-7000-8000-1234567890ab/raw', 'api/submissions'],
  ['/api/v1/0193fa1c', 'api/other'],
  ['/_next/static/chunks/a1b2.js', 'static'],
  ['/readyz', 'readyz'],
  ['/wp-login.php', 'other'],
  ['', 'page/overview'],
])('%s is %s', (url, name) => {
  expect(routeClass(url)).toBe(name)
})
