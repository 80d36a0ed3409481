import { expect, test } from 'vitest'

import { readReport } from '#lib/dmarc/read-report.ts'

import { bigReport } from './big-report.ts'
import type { WrittenReport } from './report-xml.ts'
import { smallReports } from './small-reports.ts'
import { yearReports } from './year-reports.ts'

const LAST_DAY = new Date('2026-09-30T12:00:00Z')
const YEAR = 20_000

async function read({ xml }: WrittenReport) {
  const bytes = Buffer.from(xml)
  const options = { recordsMax: Infinity, keepRecordsMax: Infinity, now: new Date('2027-01-01T00:00:00Z') }
  const document = {
    size: bytes.length,
    async *read() {
      yield bytes
    },
  }
  return (await readReport(document, options)).report!
}

async function expectReadsWell(reports: WrittenReport[]): Promise<void> {
  for (const report of reports)
    expect(await read(report)).toMatchObject({
      recordCount: report.records,
      messageCount: report.messages,
      recovered: false,
      warnings: [],
    })
}

test('every run writes the same', () => {
  expect([...smallReports(50)]).toEqual([...smallReports(50)])
  expect([...yearReports(2_000, LAST_DAY)]).toEqual([...yearReports(2_000, LAST_DAY)])
})

test('small reports have 1 to 19 records, 10 on average, of 400 reporters, and no two share name or id', () => {
  const reports = [...smallReports(2_000)]
  const sizes = reports.map(({ records }) => records)
  expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 19])
  const sum = sizes.reduce((total, size) => total + size, 0)
  expect(sum).toBeGreaterThan(19_500)
  expect(sum).toBeLessThan(20_500)
  expect(new Set(reports.map(({ name }) => name)).size).toBe(2_000)
  expect(new Set(reports.map(({ xml }) => /<org_name>(.*)<\/org_name>/.exec(xml)![1])).size).toBe(400)
})

test('the big report is as long as large reporters write them', () => {
  const { records, xml } = bigReport(50_000)
  expect(records).toBe(50_000)
  expect(xml.length / 1e6).toBeCloseTo(29.7, 0)
})

test('a year has all of its records, on 365 days that end with the one given, of 3 domains and 12 receivers', () => {
  const reports = [...yearReports(YEAR, LAST_DAY)]
  expect(reports.reduce((sum, { records }) => sum + records, 0)).toBe(YEAR)
  const all = (pattern: RegExp): string[] => [...new Set(reports.map(({ xml }) => pattern.exec(xml)![1]!))]
  const days = all(/<begin>(\d+)</).map(Number)
  expect(days).toHaveLength(365)
  expect(new Date(Math.max(...days) * 1000).toISOString()).toBe('2026-09-30T00:00:00.000Z')
  expect(all(/<policy_published><domain>(.+?)</)).toHaveLength(3)
  expect(all(/<org_name>(.*)<\/org_name>/)).toHaveLength(12)
})

test('most of a year comes from few of its thousands of sources, and no source twice in one report', () => {
  const counts = new Map<string, number>()
  for (const { xml } of yearReports(YEAR, LAST_DAY)) {
    const sources = [...xml.matchAll(/<source_ip>(.+?)</g)].map(([, ip]) => ip!)
    expect(new Set(sources).size).toBe(sources.length)
    for (const ip of sources) counts.set(ip, (counts.get(ip) ?? 0) + 1)
  }
  const sorted = [...counts.values()].toSorted((a, b) => b - a)
  expect(sorted.length).toBeGreaterThan(3_000)
  expect(sorted.slice(0, 500).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(YEAR / 3)
})

test('every report reads well, without a repair or a warning', async () => {
  await expectReadsWell([...smallReports(40), bigReport(100), ...yearReports(400, LAST_DAY)])
})
