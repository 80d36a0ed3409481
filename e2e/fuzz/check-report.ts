import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { Readable } from 'node:stream'

import { dayOf, spreadCount, spreadDays } from '#lib/dmarc/days.ts'
import { evaluate } from '#lib/dmarc/evaluate.ts'
import { type ReadReport, readReport, type ReadResult, type ReportBytes } from '#lib/dmarc/read-report.ts'
import { parseRecordLines } from '#lib/dmarc/record-lines.ts'
import type { ReportRecord } from '#lib/dmarc/report.ts'
import type { RefusalCode } from '#lib/errors.ts'

import { checkRefusal, SENTENCE_MAX } from './check-refusal.ts'

const OPTIONS = { recordsMax: 60, keepRecordsMax: 40, now: new Date('2026-03-10T00:00:00Z') }
/** What `readReport` says that it may refuse with. */
const CODES: readonly RefusalCode[] = [
  'empty',
  'placeholder',
  'not-a-report',
  'malformed-xml',
  'doctype-forbidden',
  'truncated',
  'too-many-records',
  'field-too-long',
  'missing-field',
  'implausible-dates',
]
const WARNINGS_MAX = 50
const DOMAIN_MAX = 253
const REPORT_ID_BYTES_MAX = 998
/** A day and a half; a longer report is spread over its days, up to 92. */
const ONE_DAY_SECONDS_MAX = 36 * 3600
const SPREAD_SECONDS_MAX = 91 * 86_400

/** Reads a document both ways, evaluates it and spreads it over its days. Throws where anything is not as promised. */
export async function checkReport(bytes: ReportBytes): Promise<ReadResult> {
  const lines: string[] = []
  const result = await readReport(bytes, { ...OPTIONS, setAside: async (part) => void lines.push(part) })
  if (result.refusal) {
    assert.equal(result.report, null)
    checkRefusal(result.refusal, CODES)
    return result
  }
  const { report } = result
  checkHeader(report)
  const aside = (await Array.fromAsync(parseRecordLines(Readable.from([Buffer.from(lines.join(''))])))).flat()
  const records = report.records ?? aside
  if (report.records) assert.equal(lines.length, 0, 'records are kept and set aside')
  assert.equal(records.length, report.recordCount)
  assert.equal(report.records === null, report.recordCount > OPTIONS.keepRecordsMax)
  checkSums(report, records)
  for (const record of records) checkRecord(record)
  checkDays(report, records)
  return result
}

function checkHeader({ header, warnings, contentHash, recordCount }: ReadReport): void {
  const { policy, reportId, begin, end } = header
  assert.ok(policy.domain !== '' && policy.domain.length <= DOMAIN_MAX, 'domain')
  assert.ok(reportId !== '' && Buffer.byteLength(reportId) <= REPORT_ID_BYTES_MAX, 'report id')
  assert.ok(Number.isSafeInteger(begin) && Number.isSafeInteger(end) && 0 <= begin && begin <= end, 'dates')
  assert.ok(recordCount <= OPTIONS.recordsMax, 'more records than allowed')
  assert.match(contentHash, /^[0-9a-f]{64}$/)
  assert.ok(warnings.length <= WARNINGS_MAX, 'more warnings than allowed')
  for (const { message } of warnings) assert.ok(message.length <= SENTENCE_MAX, `a long warning: ${message}`)
}

function checkSums({ messageCount, passCount }: ReadReport, records: ReportRecord[]): void {
  const sum = records.reduce((total, { count }) => total + BigInt(count), 0n)
  const most = BigInt(Number.MAX_SAFE_INTEGER)
  assert.equal(BigInt(messageCount), sum < most ? sum : most)
  assert.ok(Number.isSafeInteger(passCount) && 0 <= passCount && passCount <= messageCount, 'pass count')
}

function checkRecord({ count, sourceIp, headerFrom, envelopeFrom, envelopeTo }: ReportRecord): void {
  assert.ok(Number.isSafeInteger(count) && count >= 0, 'count')
  assert.ok(sourceIp === null || isIP(sourceIp) > 0, 'source address')
  for (const name of [headerFrom, envelopeFrom, envelopeTo]) assert.ok((name ?? '').length <= DOMAIN_MAX, 'long name')
}

function checkDays({ header }: ReadReport, records: ReportRecord[]): void {
  const { begin, end, policy } = header
  assert.match(dayOf(begin, end), /^\d{4}-\d\d-\d\d$/)
  const days = spreadDays(begin, end)
  assert.equal(days === null, end - begin <= ONE_DAY_SECONDS_MAX)
  const seconds = days?.reduce((sum, { weight }) => sum + weight, 0) ?? 0
  if (days && end - begin <= SPREAD_SECONDS_MAX) assert.equal(seconds, end - begin)
  for (const [ordinal, record] of records.entries()) {
    const { verdict, dkimAligned, spfAligned, override } = evaluate(record, policy)
    assert.equal(verdict === 'pass', dkimAligned || spfAligned)
    assert.ok(override === null || verdict === 'fail', 'an override of a pass')
    const pieces = days ? spreadCount(record.count, days, ordinal) : []
    if (days)
      assert.equal(
        pieces.reduce((sum, { count }) => sum + BigInt(count), 0n),
        BigInt(record.count),
      )
  }
}
