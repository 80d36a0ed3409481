import { policyOn } from './domains.ts'
import type { PlannedReport } from './plan-year.ts'
import { type DemoRecord, recordsOfDay } from './records.ts'
import type { Reporter } from './reporters.ts'
import { writeXml } from './write-xml.ts'

/** A report as it leaves its reporter, before it is packed. */
export type DemoDocument = {
  /** Without an ending, which depends on the packing. */
  name: string
  xml: string
  packing: Reporter['packing']
  reporter: Reporter
  domain: string
  reportId: string
  /** Seconds since 1970. */
  arrives: number
}

/** @returns null when the reporter saw nothing of the domain; no report is sent of that. */
export function writeDocument(planned: PlannedReport): DemoDocument | null {
  const { reporter, domain, days, reportId, begin, end, arrives } = planned
  const records = merge(days.flatMap((day) => recordsOfDay(reporter, domain, day)))
  if (records.length === 0) return null
  const { ago } = days.at(-1)!
  const xml = writeXml(planned, policyOn(domain, ago), records)
  return {
    name: `${reporter.host}!${domain}!${begin}!${end}`,
    xml,
    packing: reporter.packing,
    reporter,
    domain,
    reportId,
    arrives,
  }
}

/** Rows that differ in nothing but their count are one, the busiest first. */
function merge(records: DemoRecord[]): DemoRecord[] {
  const merged = new Map<string, DemoRecord>()
  for (const record of records) {
    const { count, ...same } = record
    const key = JSON.stringify(same)
    const known = merged.get(key)
    merged.set(key, known ? { ...known, count: known.count + count } : record)
  }
  return [...merged.values()].toSorted((a, b) => b.count - a.count)
}
