import { Readable } from 'node:stream'

import { readReport } from '#lib/dmarc/read-report.ts'
import type { ReportBytes } from '#lib/dmarc/read-result.ts'
import { parseRecordLines } from '#lib/dmarc/record-lines.ts'

import { parseBare } from './bare-saxes.ts'
import { bigReport } from './big-report.ts'
import { type Row, type Table, figure } from './figure.ts'
import type { WrittenReport } from './report-xml.ts'
import { smallReports } from './small-reports.ts'
import type { Workshop } from './workshop.ts'

/** Reading alone, without a database: lib/dmarc beside bare saxes over the same text, in turns in this process. */

const PIECE_BYTES = 64 * 1024
/** Later than every report. */
const NOW = new Date(Date.UTC(2027, 0, 1))

type Reading = { name: string; reports: WrittenReport[]; keepRecordsMax: number; isSetAside: boolean }

export async function measureRead({ size, say }: Workshop): Promise<Table[]> {
  const small = [...smallReports(size.smallReports)]
  const big = [bigReport(size.bigRecords)]
  const readings: Reading[] = [
    { name: `${small.length} small reports`, reports: small, keepRecordsMax: Infinity, isSetAside: false },
    { name: `1 report of ${size.bigRecords} records`, reports: big, keepRecordsMax: 0, isSetAside: false },
    {
      name: `1 report of ${size.bigRecords} records, set aside and taken up again`,
      reports: big,
      keepRecordsMax: 0,
      isSetAside: true,
    },
  ]
  const rows: Row[] = []
  for (const reading of readings) {
    say(`read: ${reading.name}`)
    rows.push(await measureReading(reading, size.readRuns))
  }
  return [{ title: 'Reading', rows }]
}

async function measureReading(reading: Reading, runs: number): Promise<Row> {
  const megabytes = reading.reports.reduce((sum, { xml }) => sum + Buffer.byteLength(xml), 0) / 1e6
  const records = reading.reports.reduce((sum, report) => sum + report.records, 0)
  const documents = reading.reports.map(({ xml }) => toBytes(Buffer.from(xml)))
  const signet: number[] = []
  const bare: number[] = []
  for (let run = 0; run < runs; run++) {
    bare.push(await secondsOf(() => reading.reports.forEach(({ xml }) => parseBare(xml))))
    signet.push(await secondsOf(() => readAll(documents, reading, records)))
  }
  return {
    name: reading.name,
    figures: {
      read: figure(
        signet.map((seconds) => megabytes / seconds),
        'MB/s',
      ),
      records: figure(
        signet.map((seconds) => records / seconds),
        'records/s',
      ),
      'bare saxes': figure(
        bare.map((seconds) => megabytes / seconds),
        'MB/s',
      ),
      'beside bare saxes': figure(
        signet.map((seconds, run) => seconds / bare[run]!),
        '× the time',
      ),
    },
  }
}

async function readAll(documents: ReportBytes[], reading: Reading, expected: number): Promise<void> {
  const { keepRecordsMax, isSetAside } = reading
  let found = 0
  for (const document of documents) {
    const lines: string[] = []
    const setAside = async (part: string): Promise<void> => void (isSetAside && lines.push(part))
    const { report } = await readReport(document, { recordsMax: Infinity, keepRecordsMax, setAside, now: NOW })
    if (!isSetAside) found += report?.recordCount ?? 0
    else
      for await (const batch of parseRecordLines(Readable.from(lines.map((part) => Buffer.from(part)))))
        found += batch.length
  }
  if (found !== expected) throw new Error(`${found} records were read instead of ${expected}.`)
}

async function secondsOf(work: () => Promise<void> | void): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function toBytes(bytes: Buffer): ReportBytes {
  return {
    size: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
    },
  }
}
