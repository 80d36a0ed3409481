import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { answerCache } from './answer-cache.ts'
import { resolverOf } from './resolver.ts'
import { type DnsServer, startDnsServer } from './testing/dns-server.ts'

let server: DnsServer
let clock = 0
beforeAll(async () => {
  server = await startDnsServer()
})
afterAll(() => server.stop())
beforeEach(() => {
  for (const name of Object.keys(server.zone)) delete server.zone[name]
  clock = 0
})

const resolver = () => resolverOf([server.address], () => clock)
const countOf = (question: string) => server.questions().filter((asked) => asked === question).length

test('finds the records of each kind', async () => {
  Object.assign(server.zone, {
    'all.example.com': {
      txt: ['v=spf1 -all', 'two'],
      mx: [
        { exchange: 'b.example.com', priority: 20 },
        { exchange: 'a.example.com', priority: 10 },
      ],
      a: ['192.0.2.1'],
      aaaa: ['2001:db8::1'],
    },
  })
  const { txt, mx, addresses, ipv4, ipv6 } = resolver()
  expect(await txt('all.example.com')).toEqual({ kind: 'found', values: ['v=spf1 -all', 'two'] })
  expect(await mx('All.Example.com.')).toEqual({
    kind: 'found',
    values: [
      { exchange: 'a.example.com', priority: 10 },
      { exchange: 'b.example.com', priority: 20 },
    ],
  })
  expect(await addresses('all.example.com')).toEqual({ kind: 'found', values: ['192.0.2.1', '2001:db8::1'] })
  expect(await ipv4('all.example.com')).toEqual({ kind: 'found', values: ['192.0.2.1'] })
  expect(await ipv6('all.example.com')).toEqual({ kind: 'found', values: ['2001:db8::1'] })
})

test('joins the strings of a long record, also when the answer is too long for UDP', async () => {
  const key = `v=DKIM1; p=${'A'.repeat(3_000)}`
  server.zone['long.example.com'] = { txt: [key] }
  expect(await resolver().txt('long.example.com')).toEqual({ kind: 'found', values: [key] })
})

test('tells what does not exist from what nobody knows', async () => {
  server.zone['empty.example.com'] = {}
  server.zone['broken.example.com'] = 'fails'
  const { txt } = resolver()
  expect(await txt('missing.example.com')).toEqual({ kind: 'none' })
  expect(await txt('empty.example.com')).toEqual({ kind: 'none' })
  expect(await txt('broken.example.com')).toEqual({ kind: 'failed', reason: 'ESERVFAIL' })
})

test('answers although no server does, within seconds', { timeout: 15_000 }, async () => {
  server.zone['silent.example.com'] = 'silent'
  expect(await resolver().txt('silent.example.com')).toEqual({ kind: 'failed', reason: 'ETIMEOUT' })
})

test('asks nobody when it is turned off', async () => {
  const { txt, mx, addresses } = resolverOf('off')
  expect([await txt('example.com'), await mx('example.com'), await addresses('example.com')]).toEqual([
    { kind: 'off' },
    { kind: 'off' },
    { kind: 'off' },
  ])
})

test('never asks for what is no name', async () => {
  const before = server.questions().length
  const { txt } = resolver()
  const names = [
    '',
    '.',
    'a..b',
    'a b.example',
    'a\u0000b.example',
    'a\n.example',
    '192.0.2.1',
    '::1',
    '[::1]',
    'é.example',
  ]
  for (const name of [...names, `${'a'.repeat(64)}.example`, 'a.'.repeat(128), 'a.'.repeat(1_000_000)])
    expect(await txt(name)).toEqual({ kind: 'none' })
  expect(server.questions()).toHaveLength(before)
  await txt(`${'a'.repeat(63)}.example`)
  await txt('a.'.repeat(126) + 'a')
  expect(server.questions().length).toBeGreaterThan(before)
})

test('asks once when the same is asked many times at once, and again only after a while', async () => {
  server.zone['once.example.com'] = { txt: ['one'] }
  const { txt } = resolver()
  const answers = await Promise.all(Array.from({ length: 50 }, () => txt('once.example.com')))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(countOf('TXT once.example.com')).toBe(1)
  server.zone['once.example.com'] = { txt: ['two'] }
  clock = 4 * 60_000
  expect(await txt('once.example.com')).toEqual({ kind: 'found', values: ['one'] })
  clock = 6 * 60_000
  expect(await txt('once.example.com')).toEqual({ kind: 'found', values: ['two'] })
})

test('forgets a failure after seconds', async () => {
  server.zone['later.example.com'] = 'fails'
  const { txt } = resolver()
  expect((await txt('later.example.com')).kind).toBe('failed')
  server.zone['later.example.com'] = { txt: ['well'] }
  expect((await txt('later.example.com')).kind).toBe('failed')
  clock = 6_000
  expect((await txt('later.example.com')).kind).toBe('found')
})

test('gives one family when the other cannot be asked for, and neither when both cannot', async () => {
  server.zone['both.example.com'] = 'fails'
  expect((await resolver().addresses('both.example.com')).kind).toBe('failed')
  server.zone['one.example.com'] = { aaaa: ['2001:db8::1'] }
  expect(await resolver().addresses('one.example.com')).toEqual({ kind: 'found', values: ['2001:db8::1'] })
})

test('remembers no more answers than it may', () => {
  const cache = answerCache(() => clock, 3)
  for (const name of ['a', 'b', 'c', 'd']) cache.set(name, { kind: 'none' })
  expect(cache.get('a')).toBeNull()
  expect(cache.get('b')).toEqual({ kind: 'none' })
})
