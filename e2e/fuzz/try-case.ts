import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'

import type { ReadResult } from '#lib/dmarc/read-report.ts'

import { checkReaders } from './check-readers.ts'
import { checkReport } from './check-report.ts'
import { checkSubmission, leaveSubmission, type Outcome } from './check-submission.ts'
import type { Case } from './make-case.ts'

export { makeCase } from './make-case.ts'

const CHUNK_LENGTHS = [65_536, 1, 7, 1024]
/** One case of so many is tried twice. */
const TWICE_ONE_IN = 8
/** Longer ones take long and show nothing new. */
const WRAPPED_MAX = 64 * 1024
/** What a gzip file around the same bytes may bring about or prevent. */
const LIMIT_CODES: readonly (string | null)[] = ['too-deep', 'too-large', 'ratio-exceeded', 'too-many-entries']

/** Tries one case. Throws where anything is not as promised. */
export async function tryCase({ target, bytes, whole }: Case, number: number): Promise<void> {
  const outcomes = await read(target, bytes, 0)
  if (target === 'document') await checkReaders(bytes)
  if (number % TWICE_ONE_IN === 0) {
    assert.deepEqual(await read(target, bytes, number / TWICE_ONE_IN), outcomes, 'the same bytes gave another outcome')
    if (target === 'submission') await leaveSubmission(bytes)
    if (bytes.length <= WRAPPED_MAX) checkSame(await checkSubmission(gzipSync(bytes)), await checkSubmission(bytes))
  }
  if (whole) checkCut(reportsOf(outcomes), await read(target, whole, 0))
}

type Read = { read: ReadResult | null }

/** @param turn chooses how the bytes come in chunks, which must change nothing. */
async function read(target: Case['target'], bytes: Buffer, turn: number): Promise<Read[]> {
  return target === 'submission' ? checkSubmission(bytes) : [{ read: await checkReport(inChunks(bytes, turn)) }]
}

function inChunks(bytes: Buffer, turn: number) {
  const length = CHUNK_LENGTHS[turn % CHUNK_LENGTHS.length]!
  return {
    size: bytes.length,
    async *read() {
      // Chunks of a byte take long; after the first ones they show nothing new.
      const small = Math.min(bytes.length, 2_048)
      for (let at = 0; at < small; at += length) yield bytes.subarray(at, Math.min(small, at + length))
      if (small < bytes.length) yield bytes.subarray(small)
    },
  }
}

/** What comes out of a gzip file is what comes out of its content, unless that meets a limit on depth or size. */
function checkSame(wrapped: Outcome[], bare: Outcome[]): void {
  if ([...wrapped, ...bare].some(({ code }) => LIMIT_CODES.includes(code))) return
  assert.deepEqual(wrapped, bare, 'wrapped into gzip, the same bytes gave another outcome')
}

/** No part of a truncated report is stored: what can be read of cut-off bytes is what the whole holds. */
function checkCut(reports: string[], whole: Read[]): void {
  // Where the whole is refused, a good report may stand before what was wrong with it.
  if (whole.some(({ read }) => read?.report == null)) return
  const complete = reportsOf(whole)
  for (const report of reports) assert.ok(complete.includes(report), `a part was taken for the whole: ${report}`)
}

function reportsOf(outcomes: Read[]): string[] {
  return outcomes.flatMap(({ read }) => {
    if (!read?.report) return []
    const { header, contentHash, recordCount } = read.report
    return [JSON.stringify({ header, contentHash, recordCount })]
  })
}
