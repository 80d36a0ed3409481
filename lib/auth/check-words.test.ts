import { expect, test } from 'vitest'

import { checkEmail, checkName, checkPassword } from './check-words.ts'

test('a password has 12 to 128 characters', () => {
  expect([11, 12, 128, 129].map((length) => checkPassword('x'.repeat(length)) === null)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test.each(['a@example.com', 'a.b+c@mail.example.com', 'ü@example.com'])('%s may be an address', (email) =>
  expect(checkEmail(email)).toBeNull(),
)

test.each([
  '',
  'a',
  '@example.com',
  'a@',
  'a@b@c',
  'a b@example.com',
  'a@example.com\nbcc: x@example.com',
  'a@example.com,b@example.com',
  '<a@example.com>',
  `${'a'.repeat(250)}@example.com`,
])('%j is none', (email) => expect(checkEmail(email)).not.toBeNull())

test('a name has 1 to 100 characters on one line', () => {
  for (const name of ['A', 'x'.repeat(100), 'Ünïcode 名前']) expect(checkName(name)).toBeNull()
  for (const name of ['', '  ', 'x'.repeat(101), 'a\nb', 'a\0b']) expect(checkName(name)).not.toBeNull()
})
