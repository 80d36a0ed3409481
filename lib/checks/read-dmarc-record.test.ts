import { describe, expect, test } from 'vitest'

import { type DmarcRecord, readDmarcRecord } from './read-dmarc-record.ts'

/** @returns policy, addresses with their limits, and problems. */
function read(text: string) {
  const found = readDmarcRecord([text])
  expect(found.kind).toBe('one')
  const { policy, rua, problems } = (found as { record: DmarcRecord }).record
  return {
    policy,
    rua: rua.map(({ address, bytesMax }) => (bytesMax === null ? address : [address, bytesMax])),
    problems,
  }
}

describe('reads without a complaint', () => {
  test.for([
    ['v=DMARC1; p=none; rua=mailto:d@example.com', 'none', ['d@example.com']],
    ['v=DMARC1;p=reject;rua=mailto:d@example.com;', 'reject', ['d@example.com']],
    ['V = DMARC1 ; P = Quarantine ; RUA = MAILTO:D@Example.com', 'quarantine', ['D@Example.com']],
    ['v=DMARC1;\tp=none;\trua=mailto:a@example.com , mailto:b@example.net', 'none', ['a@example.com', 'b@example.net']],
    ['v=DMARC1; rua=mailto:d@example.com; p=none', 'none', ['d@example.com']],
    [
      'v=DMARC1; p=none; pct=100; fo=1; ri=86400; sp=reject; x-new=1; rua=mailto:d@example.com',
      'none',
      ['d@example.com'],
    ],
    ['v=DMARC1; p=none; rua=mailto:d@example.com!10m', 'none', [['d@example.com', 10_485_760]]],
    ['v=DMARC1; p=none; rua=mailto:d@example.com!5000', 'none', [['d@example.com', 5000]]],
    [
      'v=DMARC1; p=none; rua=mailto:d@example.com!1K,mailto:e@example.com!2g',
      'none',
      [
        ['d@example.com', 1024],
        ['e@example.com', 2_147_483_648],
      ],
    ],
    ['v=DMARC1; p=none; rua=mailto:a%21b@example.com', 'none', ['a!b@example.com']],
    ['v=DMARC1; p=none; rua=mailto:d+tag@example.com?subject=x', 'none', ['d+tag@example.com']],
    ['v=DMARC1; p=none', 'none', []],
    ['v=DMARC1; p=none; rua=', 'none', []],
    ['v=DMARC1; p=none;; rua=mailto:d@example.com', 'none', ['d@example.com']],
  ] as const)('%s', ([text, policy, rua]) => {
    expect(read(text)).toEqual({ policy, rua, problems: [] })
  })
})

describe('says what is wrong, and reads the rest', () => {
  test.for([
    ['v=DMARC1; p=none; rua=d@example.com', 'none', [], /“d@example.com” needs mailto: in front/],
    [
      'v=DMARC1; p=none; rua=https://example.com/r,mailto:d@example.com',
      'none',
      ['d@example.com'],
      /is no mailto: address/,
    ],
    ['v=DMARC1; p=none; rua=mailto:example.com', 'none', [], /holds no e-mail address/],
    ['v=DMARC1; p=none; rua=mailto://d@example.com', 'none', [], /holds no e-mail address/],
    ['v=DMARC1; p=none; rua=mailto: d@example.com', 'none', [], /holds no e-mail address/],
    ['v=DMARC1; p=none; rua=mailto:%zz@example.com', 'none', [], /holds no e-mail address/],
    ['v=DMARC1; p=none; rua=mailto:d!x@example.com', 'none', [], /has a ! that no size follows/],
    ['v=DMARC1; p=none; rua=mailto:a@example.com;mailto:b@example.com', 'none', ['a@example.com'], /is no tag/],
    ['v=DMARC1; p=none rua=mailto:d@example.com', null, [], /p is “none rua=mailto:d@example.com”/],
    ['v=DMARC1; p=monitor; rua=mailto:d@example.com', null, ['d@example.com'], /p is “monitor”/],
    ['v=DMARC1; rua=mailto:d@example.com', null, ['d@example.com'], /no tag p/],
    ['v=DMARC1', null, [], /no tag p/],
    [' v=DMARC1; p=none; rua=mailto:d@example.com', 'none', ['d@example.com'], /begins with white space/],
    [
      'v=DMARC1; p=none; p=reject; rua=mailto:d@example.com',
      'none',
      ['d@example.com'],
      /The tag p is there more than once/,
    ],
  ] as const)('%s', ([text, policy, rua, problem]) => {
    const found = read(text)
    expect([found.policy, found.rua]).toEqual([policy, rua])
    expect(found.problems.join(' ')).toMatch(problem)
  })
})

test.for([
  [[], []],
  [['v=spf1 -all', 'google-site-verification=abc'], []],
  [['v=DMARC1 p=none'], ['v=DMARC1 p=none']],
  [['v=dmarc1; p=none'], ['v=dmarc1; p=none']],
  [['p=none; v=DMARC1'], ['p=none; v=DMARC1']],
  [['"v=DMARC1; p=none"'], ['"v=DMARC1; p=none"']],
  [['v=DMARC2; p=none'], ['v=DMARC2; p=none']],
] as const)('takes %s for no record', ([values, ignored]) => {
  expect(readDmarcRecord([...values])).toEqual({ kind: 'none', ignored })
})

test('several records are told as such, and other texts beside one are not', () => {
  const one = 'v=DMARC1; p=none'
  expect(readDmarcRecord([one, 'v=DMARC1; p=reject']).kind).toBe('several')
  expect(readDmarcRecord([one, 'v=spf1 -all', 'v=dmarc1; p=none']).kind).toBe('one')
})

test('hostile text is read in bounds', () => {
  const found = read(`v=DMARC1; p=none; rua=${'mailto:x,'.repeat(5_000)}; ${'junk;'.repeat(5_000)}`)
  expect(found.problems).toHaveLength(10)
  expect(read(`v=DMARC1; p=${'x'.repeat(60_000)}`).problems.join('').length).toBeLessThan(200)
  expect(read(`v=DMARC1; p=none; rua=mailto:${'a.'.repeat(20_000)}@${'b.'.repeat(10_000)}!`).rua).toEqual([])
})
