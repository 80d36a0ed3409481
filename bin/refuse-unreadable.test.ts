import { expect, test } from 'vitest'

import { refuseUnreadable } from './refuse-unreadable.ts'

test.each(['/', '/sources/2001%3Adb8%3A%3A1', '/reports?domain=%ZZ', '/m%C3%BCnchen'])('lets %s pass', (url) => {
  expect(refuseUnreadable({ url })).toBeNull()
})

test.each(['/sources/%ZZ', '/api/v1/reports/%FF', '/sources/%', '/reports/%00', '*', 'http://elsewhere.example/'])(
  'refuses %s',
  (url) => {
    expect(refuseUnreadable({ url })?.status).toBe(400)
  },
)

test('refuses a method that nobody serves', () => {
  expect(refuseUnreadable({ method: 'TRACE', url: '/' })?.status).toBe(405)
})
