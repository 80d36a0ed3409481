import { createHash } from 'node:crypto'

import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'

import { appleDomain } from '../apple/apple-domain.ts'
import { appleNetwork } from '../apple/apple-network.ts'
import { type ReadReport, readReport } from '../dmarc/read-report.ts'
import type { ReportRecord } from '../dmarc/report.ts'
import { identifyReceiver } from '../receivers/identify-receiver.ts'
import { dayBefore, startOf, weekdayOf } from './day.ts'
import { HELP_DESK_SINCE, KEY_BROKEN } from './own-senders.ts'
import { type PlannedReport, YEAR_DAYS, planYear } from './plan-year.ts'
import { REPORTERS, SILENT_FROM, WEEKLY_UNTIL } from './reporters.ts'
import { SENDERS } from './senders.ts'
import { WAVE, WAVE_AGAIN } from './spoofers.ts'
import { writeDocument } from './write-document.ts'

const LAST_DAY = '2026-03-10'
const PLANNED = planYear(LAST_DAY)
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((network) =>
  ipaddr.parseCIDR(network),
)

function isDocumentation(ip: string): boolean {
  const address = ipaddr.parse(ip)
  return DOCUMENTATION.some((network) => address.kind() === network[0].kind() && address.match(network))
}

async function read(planned: PlannedReport): Promise<ReadReport | null> {
  const document = writeDocument(planned)
  if (!document) return null
  const bytes = new TextEncoder().encode(document.xml)
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  const now = new Date((startOf(LAST_DAY, 0) + 86_400) * 1000)
  const { report, refusal } = await readReport(
    { size: bytes.length, read: once },
    { recordsMax: 10_000, keepRecordsMax: 10_000, now },
  )
  if (!report) throw new Error(`${document.name}: ${refusal.message}`)
  return report
}

type Wanted = { host?: string; domain?: string; from: number; to: number }

/** The reports of one-day periods from `from` down to `to` days ago. */
async function reportsOf({ host, domain, from, to }: Wanted): Promise<ReadReport[]> {
  const wanted = PLANNED.filter(
    ({ reporter, days, ...plan }) =>
      (!host || reporter.host === host) &&
      (!domain || plan.domain === domain) &&
      days.length === 1 &&
      days[0]!.ago <= from &&
      days[0]!.ago >= to,
  )
  return (await Promise.all(wanted.map(read))).filter((report) => report !== null)
}

async function recordsOf(wanted: Wanted): Promise<ReportRecord[]> {
  return (await reportsOf(wanted)).flatMap((report) => report.records ?? [])
}

const passes = ({ dkim, spf }: ReportRecord): boolean => dkim === 'pass' || spf === 'pass'
const sum = (records: ReportRecord[]): number => records.reduce((total, { count }) => total + count, 0)
const passRate = (records: ReportRecord[]): number => sum(records.filter(passes)) / sum(records)
const ofSelector = (records: ReportRecord[], selector: string): ReportRecord[] =>
  records.filter(({ dkimAuth }) => dkimAuth.some((dkim) => dkim.selector === selector))

describe('the documents', () => {
  const hashYear = (lastDay: string): string => {
    const hash = createHash('sha256')
    for (const [index, planned] of planYear(lastDay).entries()) {
      const document = index % 25 === 0 ? writeDocument(planned) : null
      if (document) hash.update(`${document.name} ${document.packing} ${document.arrives}\n${document.xml}`)
    }
    return hash.digest('hex')
  }

  test('are the same, byte for byte, for the same last day, and others for another', () => {
    const hash = hashYear(LAST_DAY)
    expect(hashYear(LAST_DAY)).toBe(hash)
    expect(hashYear(dayBefore(LAST_DAY, 1))).not.toBe(hash)
  })

  test('begin a year before the last day, and end with it', () => {
    expect(Math.min(...PLANNED.map(({ days }) => days.at(-1)!.ago))).toBe(0)
    expect(Math.max(...PLANNED.map(({ days }) => days[0]!.ago))).toBe(YEAR_DAYS - 1)
    expect(PLANNED.every(({ arrives }) => arrives < startOf(LAST_DAY, -2))).toBe(true)
    expect(PLANNED.map(({ arrives }) => arrives)).toEqual(
      PLANNED.map(({ arrives }) => arrives).toSorted((a, b) => a - b),
    )
  })

  test('of every reporter read well and without a warning', async () => {
    for (const { host, orgName, email } of REPORTERS) {
      const some = PLANNED.filter(({ reporter }) => reporter.host === host).filter((_, index) => index % 61 === 0)
      const reports = (await Promise.all(some.map(read))).filter((report) => report !== null)
      expect(reports.length, host).toBeGreaterThan(2)
      for (const { header, warnings, recovered, records } of reports) {
        expect({ warnings, recovered }, host).toEqual({ warnings: [], recovered: false })
        expect(records!.every(({ sourceIp, headerFrom }) => sourceIp && headerFrom?.includes('example.'))).toBe(true)
        expect(header).toMatchObject({ orgName, email })
      }
    }
  })

  test('have an id of their own', () => {
    const ids = PLANNED.map(({ reporter, domain, reportId }) => `${reporter.host} ${domain} ${reportId}`)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the stories', () => {
  test('the key of the shop fails on its days only', async () => {
    const { fromAgo, toAgo } = KEY_BROKEN
    const shop = async (from: number, to: number) =>
      ofSelector(await recordsOf({ domain: 'example.net', from, to }), '20240311pm')
    expect(passRate(await shop(fromAgo + 2, fromAgo + 1))).toBe(1)
    expect(passRate(await shop(fromAgo, toAgo))).toBe(0)
    expect(passRate(await shop(toAgo - 1, toAgo - 2))).toBe(1)
    expect(fromAgo).toBeLessThan(29)
  })

  test('the wave comes from documentation addresses, and what is done about it changes in its midst', async () => {
    const google = (from: number, to: number) => recordsOf({ host: 'google.com', domain: 'example.com', from, to })
    const known = new Set((await google(WAVE.fromAgo + 7, WAVE.fromAgo + 1)).map(({ sourceIp }) => sourceIp))
    const early = await google(WAVE.peakAgo + 1, WAVE.peakAgo)
    const strangers = early.filter((record) => !known.has(record.sourceIp) && !passes(record))
    expect(sum(strangers)).toBeGreaterThan(1_500)
    expect(strangers.every(({ sourceIp }) => isDocumentation(sourceIp!))).toBe(true)
    expect(new Set(early.map(({ disposition }) => disposition))).toEqual(new Set(['none']))

    const late = await google(158, 157)
    expect(late.some(({ disposition }) => disposition === 'quarantine')).toBe(true)
    expect(late.some(({ reasons }) => reasons.some(({ type }) => type === 'sampled_out'))).toBe(true)
    const again = await google(WAVE_AGAIN.peakAgo, WAVE_AGAIN.peakAgo)
    const rejected = again.filter(({ disposition }) => disposition === 'reject')
    expect(sum(rejected.filter(({ sourceIp }) => isDocumentation(sourceIp!)))).toBeGreaterThan(200)
  })

  test('whoever spoofs has a documentation address, and what passes neither SPF nor DKIM is spoofed or forwarded', () => {
    for (const { name, kind, addresses, outcomes } of SENDERS) {
      const passesNothing = Array.from({ length: YEAR_DAYS }, (_, ago) => outcomes(ago))
        .flat()
        .some(({ dkim, spf }) => spf.result !== 'pass' && !dkim.some(({ result }) => result === 'pass'))
      if (kind === 'spoof')
        expect(
          addresses.filter((address) => !isDocumentation(address)),
          name,
        ).toEqual([])
      if (passesNothing) expect(kind, name).not.toBe('own')
    }
  })

  test('a receiver has fallen silent', async () => {
    expect(await reportsOf({ host: 'comcast.net', from: SILENT_FROM + 5, to: SILENT_FROM + 1 })).not.toEqual([])
    expect(await reportsOf({ host: 'comcast.net', from: SILENT_FROM, to: 0 })).toEqual([])
  })

  test('a weekly reporter and a late one are among them', () => {
    const weekly = PLANNED.filter(({ days }) => days.length === 7)
    expect(weekly.length).toBeGreaterThan(100)
    expect(weekly.every(({ begin, end }) => end - begin === 7 * 86_400 - 1)).toBe(true)
    expect(weekly.every(({ days }) => days.at(-1)!.ago >= WEEKLY_UNTIL)).toBe(true)
    const late = PLANNED.filter(({ end, arrives }) => arrives - end > 3 * 86_400)
    expect(late.length).toBeGreaterThan(300)
  })

  test('mail comes through iCloud: mailboxes that pass, forwarded mail that partly fails, and recipients of a gateway', async () => {
    const association = await recordsOf({ domain: 'example.org', from: 10, to: 4 })
    const mailboxes = ofSelector(association, 'sig1').filter(({ sourceIp }) => appleNetwork(sourceIp)?.isIcloudMail)
    expect(sum(mailboxes)).toBeGreaterThan(100)
    expect(passRate(mailboxes)).toBe(1)
    const company = await recordsOf({ host: 'google.com', domain: 'example.com', from: 10, to: 4 })
    const forwarded = company.filter(({ sourceIp }) => appleNetwork(sourceIp)?.isIcloudMail)
    expect(passRate(forwarded)).toBeGreaterThan(0.5)
    expect(passRate(forwarded)).toBeLessThan(0.9)
    const gateway = await recordsOf({ host: 'mimecast.org', from: 10, to: 4 })
    expect(sum(gateway.filter(({ envelopeTo }) => envelopeTo !== null && appleDomain(envelopeTo)))).toBeGreaterThan(20)
  })

  test('a CRM passes SPF for itself alone, and a help desk appears in the last week', async () => {
    const company = await recordsOf({ host: 'google.com', domain: 'example.com', from: 8, to: 0 })
    const crm = company.filter(({ spfAuth }) => spfAuth[0]?.domain?.endsWith('hubspotemail.net'))
    expect(sum(crm)).toBeGreaterThan(100)
    expect(
      crm.every(({ spf, dkim, spfAuth }) => spf === 'fail' && dkim === 'fail' && spfAuth[0]?.result === 'pass'),
    ).toBe(true)
    const isHelpDesk = ({ spfAuth }: ReportRecord): boolean => spfAuth[0]?.domain === 'zendesk.com'
    const before = await recordsOf({ host: 'google.com', domain: 'example.com', from: 12, to: HELP_DESK_SINCE + 1 })
    expect(before.some(isHelpDesk)).toBe(false)
    expect(sum(company.filter(isHelpDesk))).toBeGreaterThan(100)
  })

  test('forwarded mail fails SPF and mostly keeps DKIM', async () => {
    const company = await recordsOf({ host: 'google.com', domain: 'example.com', from: 56, to: 50 })
    const alumni = company.filter(
      ({ sourceIp }) => sourceIp?.startsWith('192.0.2.13') || sourceIp === '2001:db8:ac::25',
    )
    expect(alumni.every(({ spf }) => spf === 'fail')).toBe(true)
    expect(passRate(alumni)).toBeGreaterThan(0.85)
    expect(passRate(alumni)).toBeLessThan(1)
  })

  test.each([
    ['example.com', [200, 163, 100, 65], ['none', 'quarantine', 'quarantine', 'reject']],
    ['example.net', [121, 120, 10, 9], ['none', 'quarantine', 'quarantine', 'reject']],
    ['example.org', [51, 50], ['none', 'quarantine']],
  ])('the policy of %s tightens, and reports quote the one of their day', async (domain, days, policies) => {
    const reports = await Promise.all(days.map((ago) => reportsOf({ host: 'google.com', domain, from: ago, to: ago })))
    expect(reports.flat().map(({ header }) => header.policy.p)).toEqual(policies)
  })

  test('an office sends little on a Sunday, and big receivers see more sources than small ones', async () => {
    const ago = weekdayOf(LAST_DAY) + 1
    const on = (host: string, day: number) => recordsOf({ host, domain: 'example.com', from: day, to: day })
    const [sunday, friday] = [await on('google.com', ago), await on('google.com', ago + 2)]
    expect(sum(ofSelector(sunday, 'google')) * 4).toBeLessThan(sum(ofSelector(friday, 'google')))
    expect((await on('mail.university.example', ago + 2)).length * 2).toBeLessThan(friday.length)
  })

  test('receivers are known by name, but for the small ones under .example', () => {
    const ids = REPORTERS.map(({ orgName, email }) => identifyReceiver({ orgName, email }).id)
    expect(ids.filter((id) => !id.endsWith('.example'))).toEqual([
      'google',
      'microsoft',
      'microsoft',
      'yahoo',
      'gmx',
      'comcast',
      'mimecast',
      'fastmail',
    ])
  })
})
