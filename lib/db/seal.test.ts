import { expect, test } from 'vitest'

import { sealerOf } from './seal.ts'

const sealer = sealerOf('a secret of the tests')
const other = sealerOf('another secret')

test('opens what it sealed, the empty included, and seals the same bytes in another way each time', () => {
  for (const text of ['', 'Subject: hello', 'x'.repeat(300_000)]) {
    const sealed = sealer.seal(Buffer.from(text))
    expect(sealer.open(sealed)?.toString()).toBe(text)
    expect(sealer.seal(Buffer.from(text))).not.toEqual(sealed)
    if (text) expect(sealed.includes(text)).toBe(false)
  }
})

test('opens nothing that was altered, cut, or sealed with another secret', () => {
  const sealed = sealer.seal(Buffer.from('hello'))
  expect(other.open(sealed)).toBeNull()
  expect(sealer.open(sealed.subarray(0, -1))).toBeNull()
  expect(sealer.open(Buffer.alloc(5))).toBeNull()
  for (const index of sealed.keys()) {
    const altered = Buffer.from(sealed)
    altered[index]! ^= 1
    expect(sealer.open(altered)).toBeNull()
  }
})

test('hashes the same text in the same way with the same secret only', () => {
  expect(sealer.hash('someone@example.com')).toEqual(sealerOf('a secret of the tests').hash('someone@example.com'))
  expect(sealer.hash('someone@example.com')).not.toEqual(other.hash('someone@example.com'))
  expect(sealer.hash('someone@example.com')).toHaveLength(16)
})
