import { type WrittenRecord, type WrittenReport, writeReport } from './report-xml.ts'

const BEGIN = Date.UTC(2026, 5, 1) / 1000

/** One report of very many records, each of another source: what a large receiver writes of a large sender. */
export function bigReport(records: number): WrittenReport {
  const reporter = { org: 'google.com', email: 'noreply-dmarc-support@google.com' }
  const head = { reporter, id: 'big', domain: 'example.com', policy: 'none', begin: BEGIN } as const
  return writeReport(
    head,
    Array.from({ length: records }, (_, n) => nthRecord(n)),
  )
}

function nthRecord(n: number): WrittenRecord {
  return {
    ip: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
    count: 1 + (n % 7),
    disposition: 'none',
    dkim: 'pass',
    spf: 'fail',
    selector: 's1',
    spfDomain: 'bounce.example.net',
  }
}
