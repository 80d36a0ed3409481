import { describe, expect, test } from 'vitest'

import { type Greeting, checkIngestHost } from './check-ingest-host.ts'
import { checkListener } from './check-listener.ts'
import { checkReportPermission } from './check-report-permission.ts'
import type { Check, IngestAddress } from './check.ts'
import { hideAddresses } from './hide-addresses.ts'
import { runChecks } from './run-checks.ts'
import { type Zone, resolverOfZone } from './testing/resolver-of-zone.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const TOKEN = 'abcdefghij0123456789'
const OURS = `rua-${TOKEN}@reports.signet.example`
const HOST = { mx: [{ exchange: 'mx.signet.example', priority: 10 }] }
const GOOD_WAY: Zone = {
  'reports.signet.example': HOST,
  'mx.signet.example': { addresses: ['198.18.0.1', '93.184.215.14'] },
}

const address = (changes: Partial<IngestAddress> = {}): IngestAddress => ({
  token: TOKEN,
  domain: null,
  enabled: true,
  retiresAt: null,
  ...changes,
})

type Given = { zone?: Zone; addresses?: IngestAddress[]; domain?: string; ingestDomain?: string; quarantined?: number }

async function check({
  zone = {},
  addresses = [address()],
  domain = 'example.com',
  ingestDomain = 'reports.signet.example',
  quarantined = 0,
}: Given): Promise<Record<string, Check>> {
  const checks = await runChecks(
    { domain, ingestDomain, addresses, now: NOW, smtp: { host: '127.0.0.1', port: 2525 }, quarantined },
    { resolver: resolverOfZone({ ...GOOD_WAY, ...zone }), probe: async () => ({ kind: 'greeted' }) },
  )
  return Object.fromEntries(checks.map((one) => [one.id, one]))
}

const states = (checks: Record<string, Check>) => Object.values(checks).map(({ state }) => state)
const withRecord = (text: string, at = 'example.com'): Zone => ({ [`_dmarc.${at}`]: { txt: [text] } })

test('all is good when the record, the permission and the mail server are there', async () => {
  const checks = await check({
    zone: {
      ...withRecord(`v=DMARC1; p=none; rua=mailto:${OURS}`),
      'example.com._report._dmarc.reports.signet.example': { txt: ['v=DMARC1'] },
    },
  })
  expect(Object.keys(checks)).toEqual([
    'listener',
    'dmarc-record',
    'rua',
    'report-permission',
    'ingest-host',
    'quarantine',
  ])
  expect(new Set(states(checks))).toEqual(new Set(['good']))
})

describe('the DMARC record', () => {
  test('that is missing is there to copy, with the address', async () => {
    const checks = await check({ zone: { '_dmarc.example.com': { txt: ['v=spf1 -all'] } } })
    expect(checks['dmarc-record']).toMatchObject({
      state: 'bad',
      record: { name: '_dmarc.example.com', type: 'TXT', value: `v=DMARC1; p=none; rua=mailto:${OURS}` },
    })
    expect(checks.rua).toMatchObject({ state: 'bad' })
  })

  test.for([
    [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'bad', /has 2 DMARC records/],
    [['v=DMARC1 p=none; rua=mailto:d@example.com'], 'bad', /has no DMARC record/],
    [['v=DMARC1; rua=d@example.com'], 'bad', /that receivers ignore/],
    [[`v=DMARC1; rua=mailto:${OURS}`], 'warning', /with mistakes in it/],
    [['v=DMARC1; p=reject'], 'good', /which asks for reject/],
  ] as const)('%s is %s', async ([txt, state, sentence]) => {
    const { 'dmarc-record': found } = await check({ zone: { '_dmarc.example.com': { txt: [...txt] } } })
    expect(found?.state).toBe(state)
    expect(found?.sentence).toMatch(sentence)
  })

  test('of the organizational domain counts for a subdomain without one, and permission is asked for that', async () => {
    const checks = await check({ domain: 'a.b.example.com', zone: withRecord('v=DMARC1; p=reject; sp=none') })
    expect(checks['dmarc-record']).toMatchObject({
      state: 'good',
      sentence: 'a.b.example.com has the DMARC record of example.com, which asks for reject.',
    })
    expect(checks.rua?.record).toEqual({
      name: '_dmarc.example.com',
      type: 'TXT',
      value: `v=DMARC1; p=reject; sp=none; rua=mailto:${OURS}`,
    })
    expect(checks['report-permission']?.record?.name).toBe('example.com._report._dmarc.reports.signet.example')
  })

  test('of the subdomain itself is the one that counts', async () => {
    const zone = { ...withRecord('v=DMARC1; p=none', 'a.example.com'), ...withRecord('v=DMARC1; p=reject') }
    expect((await check({ domain: 'a.example.com', zone }))['dmarc-record']?.sentence).toMatch(/asks for none/)
  })
})

describe('the address in it', () => {
  const later = new Date('2026-12-03T00:00:00Z')
  const retired = address({ token: 'retired', retiresAt: NOW })
  const disabled = address({ token: 'disabled', enabled: false })
  const leaving = address({ token: 'leaving', retiresAt: later })
  const all = [address(), retired, disabled, leaving]

  test.for([
    [`mailto:${OURS}`, 'good', /names an address of Signet\.$/],
    [`mailto:RUA-${TOKEN.toUpperCase()}@Reports.Signet.Example.`, 'good', /names an address of Signet\.$/],
    [`mailto:rua-${TOKEN}+example.com@reports.signet.example`, 'good', /names an address of Signet\.$/],
    [`mailto:d@example.com, mailto:${OURS}`, 'good', /names an address of Signet\.$/],
    [`mailto:${OURS}!10m`, 'good', /names an address of Signet\.$/],
    [`mailto:${OURS}!10239k`, 'warning', /limits reports to 9 MB/],
    [`mailto:${OURS}!500`, 'warning', /limits reports to 500 bytes/],
    ['mailto:rua-leaving@reports.signet.example', 'warning', /takes mail until 2026-12-03/],
    ['mailto:rua-retired@reports.signet.example', 'bad', /takes no mail since 2026-11-24/],
    ['mailto:rua-disabled@reports.signet.example', 'bad', /is turned off/],
    ['mailto:rua-unknown@reports.signet.example', 'bad', /that this organization does not have/],
    [`mailto:bounce-${TOKEN}@reports.signet.example`, 'bad', /that this organization does not have/],
    [`mailto:${TOKEN}@reports.signet.example`, 'bad', /that this organization does not have/],
    ['mailto:d@example.com', 'bad', /reports go elsewhere/],
    [`mailto:rua-${TOKEN}@signet.example`, 'bad', /reports go elsewhere/],
    [`rua-${TOKEN}@reports.signet.example`, 'bad', /does not name an address for reports/],
    ['', 'bad', /does not name an address for reports/],
  ] as const)('%s is %s', async ([rua, state, sentence]) => {
    const { rua: found } = await check({ addresses: all, zone: withRecord(`v=DMARC1; p=none; rua=${rua}`) })
    expect(found?.state).toBe(state)
    expect(found?.sentence).toMatch(sentence)
    expect(found?.sentence).not.toContain('rua-')
    if (state === 'good') expect(found?.record).toBeUndefined()
    else expect(found?.record?.value).toMatch(new RegExp(`mailto:${OURS}$`))
  })

  test('is put beside those of others, in place of those that are of no use', async () => {
    const text =
      'v=DMARC1; p=reject; adkim=s; rua=mailto:d@example.com!10m,mailto:rua-retired@reports.signet.example; fo=1'
    const { rua } = await check({ addresses: all, zone: withRecord(text) })
    expect(rua?.record?.value).toBe(`v=DMARC1; p=reject; adkim=s; fo=1; rua=mailto:d@example.com!10m,mailto:${OURS}`)
    expect(rua?.detail).toBe('It names others: d@example.com.')
  })

  test('to publish is the one made for the domain, and never one that is to go', async () => {
    const own = address({ token: 'own', domain: 'example.com' })
    const others = address({ token: 'others', domain: 'example.net' })
    const proposed = async (addresses: IngestAddress[]) => (await check({ addresses }))['dmarc-record']?.record?.value
    expect(await proposed([others, address(), own])).toContain('rua-own@')
    expect(await proposed([others, leaving, address()])).toContain(`rua-${TOKEN}@`)
    expect(await proposed([others, leaving, disabled, retired])).toBeUndefined()
  })
})

describe('permission', () => {
  const ask = (at: string, ingestDomain: string, zone: Zone = {}) =>
    checkReportPermission({ at, ingestDomain }, resolverOfZone(zone))
  const NAME = 'example.com._report._dmarc.reports.example.net'

  test('is not needed within an organizational domain', async () => {
    expect(await ask('mail.example.co.uk', 'reports.example.co.uk')).toMatchObject({ state: 'good' })
    expect(await ask('example.co.uk', 'other.co.uk')).toMatchObject({ state: 'bad' })
  })

  test.for([
    [['v=DMARC1'], 'good'],
    [['v=DMARC1;'], 'good'],
    [['v = DMARC1; rua=mailto:x@reports.example.net'], 'good'],
    [['v=spf1 -all', 'v=DMARC1;'], 'good'],
    [['v=DMARC10'], 'bad'],
    [['p=none'], 'bad'],
    [[], 'bad'],
  ] as const)('%s is %s', async ([txt, state]) => {
    expect((await ask('example.com', 'reports.example.net', { [NAME]: { txt: [...txt] } })).state).toBe(state)
  })

  test('that is missing is there to copy', async () => {
    expect(await ask('example.com', 'reports.example.net')).toMatchObject({
      sentence: expect.stringContaining('whoever runs the DNS of reports.example.net') as string,
      detail: expect.stringContaining('*._report._dmarc.reports.example.net') as string,
      record: { name: NAME, type: 'TXT', value: 'v=DMARC1' },
    })
  })
})

describe('the way of mail', () => {
  const PUBLIC = ['93.184.215.14', '93.184.215.15', '93.184.215.16']
  const reach = async (zone: Zone, greetings: Record<string, Greeting['kind']> = {}) => {
    const probed: string[] = []
    const probe = async (at: string): Promise<Greeting> => {
      probed.push(at)
      return { kind: greetings[at] ?? 'greeted' }
    }
    return { ...(await checkIngestHost('in.example', { resolver: resolverOfZone(zone), probe })), probed }
  }
  const mx = (...names: string[]) => ({ mx: names.map((exchange, index) => ({ exchange, priority: index })) })

  test('is good by an MX record, and by an address where there is none', async () => {
    expect(await reach({ 'in.example': mx('MX.example.'), 'mx.example': { addresses: [PUBLIC[0]!] } })).toMatchObject({
      state: 'good',
      detail: 'mx.example: 93.184.215.14 answers.',
    })
    expect(await reach({ 'in.example': { addresses: ['2606:2800:21f::1'] } })).toMatchObject({ state: 'good' })
  })

  test('is barred by a null MX, by names without an address, and by none at all', async () => {
    for (const exchange of ['', '.'])
      expect(await reach({ 'in.example': mx(exchange) })).toMatchObject({
        state: 'bad',
        sentence: expect.stringContaining('takes no mail') as string,
      })
    expect((await reach({ 'in.example': mx('mx.example') })).sentence).toMatch(
      /leads to mx.example, which has no address/,
    )
    expect(await reach({})).toMatchObject({ state: 'bad', record: { name: 'in.example', type: 'MX' } })
  })

  test.for([
    ['refused', 'bad'],
    ['other', 'bad'],
    ['silent', 'warning'],
  ] as const)('that ends at a port that is %s is %s', async ([kind, state]) => {
    const zone = { 'in.example': { addresses: [PUBLIC[0]!] } }
    expect((await reach(zone, { [PUBLIC[0]!]: kind })).state).toBe(state)
  })

  test('is looked at with care when one of several servers does not answer', async () => {
    const zone = {
      'in.example': mx('a.example', 'b.example'),
      'a.example': { addresses: [PUBLIC[0]!] },
      'b.example': { addresses: [PUBLIC[1]!] },
    }
    expect((await reach(zone, { [PUBLIC[1]!]: 'silent' })).state).toBe('warning')
  })

  test.for([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
    '224.0.0.1',
  ])('to %s cannot be told from here, and nothing connects to it', async (at) => {
    const found = await reach({ 'in.example': { addresses: [at] } })
    expect([found.state, found.probed]).toEqual(['unknown', []])
  })

  test('is tried at three hosts and two addresses of each at most', async () => {
    const names = ['a.example', 'b.example', 'c.example', 'd.example']
    const zone = Object.fromEntries(names.map((name) => [name, { addresses: PUBLIC }]))
    expect((await reach({ 'in.example': mx(...names), ...zone })).probed).toHaveLength(6)
  })

  test('is not known while the addresses of its hosts are not', async () => {
    expect((await reach({ 'in.example': mx('mx.example'), 'mx.example': 'failed' })).state).toBe('unknown')
  })
})

test.for(['failed', 'off'] as const)('nothing is called a fault while DNS is %s', async (kind) => {
  const names = ['_dmarc.example.com', 'example.com._report._dmarc.reports.signet.example', 'reports.signet.example']
  const checks = await check({ zone: Object.fromEntries(names.map((name) => [name, kind])) })
  expect(states(checks)).toEqual(['good', 'unknown', 'unknown', 'unknown', 'unknown', 'good'])
  expect(checks.rua?.sentence).toMatch(kind === 'off' ? /turns look-ups off/ : /gave no answer/)
})

describe('Signet itself', () => {
  test('is named first when it takes no mail', () => {
    expect(checkListener('reports.example.com', null)).toMatchObject({ id: 'listener', state: 'bad' })
    expect(checkListener('localhost', { host: '::', port: 25 }).sentence).toMatch(/INGEST_DOMAIN is not set/)
  })

  test('gives nobody an address to publish while INGEST_DOMAIN is not set', async () => {
    const checks = await check({ ingestDomain: 'localhost' })
    expect(Object.keys(checks)).toEqual(['listener', 'dmarc-record', 'rua', 'quarantine'])
    expect(JSON.stringify(checks)).not.toContain(TOKEN)
  })

  test.for([
    [1, /^1 mail waits in quarantine/],
    [3, /^3 mails wait in quarantine/],
  ] as const)('tells of %s in quarantine', async ([quarantined, sentence]) => {
    const { quarantine } = await check({ quarantined })
    expect(quarantine?.state).toBe('warning')
    expect(quarantine?.sentence).toMatch(sentence)
  })

  test('hides addresses from who may not see them, and nothing of what was found', async () => {
    const checks = await check({ zone: withRecord(`v=DMARC1; p=none; rua=mailto:${OURS}!1k`) })
    const hidden = hideAddresses(Object.values(checks))
    expect(JSON.stringify(checks)).toContain(TOKEN)
    expect(JSON.stringify(hidden)).not.toContain(TOKEN)
    expect(hidden.map(({ state, sentence }) => [state, sentence])).toEqual(
      Object.values(checks).map(({ state, sentence }) => [state, sentence]),
    )
  })
})
