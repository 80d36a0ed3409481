import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { sampleReport } from '../../e2e/sample-report.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { base64Lines, makeMultipart, makeZip } from '../unpack/testing/unpack-all.ts'
import { readReportXml } from './read-report-xml.ts'
import { SEALER, type TestIngest, openTestIngest } from './testing/test-ingest.ts'

let ingest: TestIngest
const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-test-'))

beforeAll(async () => {
  ingest = await openTestIngest()
})
afterAll(() => ingest.close())

async function xmlOf(reportId: string): Promise<string> {
  const parts: Buffer[] = []
  const deps = { pool: ingest.pool, sealer: SEALER, limits: DEFAULT_LIMITS, dataDir }
  for await (const part of readReportXml({ organizationId: ingest.organizationId, reportId }, deps)) parts.push(part)
  return Buffer.concat(parts).toString()
}

test('finds the XML of each report among others, in an archive within a mail', async () => {
  const reports = ['first', 'second', 'third'].map((id) => sampleReport({ id }))
  const zip = await makeZip({
    '1.xml': reports[0]!,
    'note.txt': 'not a report',
    '2.xml.gz': gzipSync(reports[1]!),
    '3.xml': reports[2]!,
  })
  const mail = makeMultipart([
    [['Content-Type: text/plain'], 'The reports are attached.'],
    [['Content-Type: application/zip', 'Content-Transfer-Encoding: base64'], base64Lines(zip)],
  ])
  const { documents } = await ingest.ingest(mail)
  const stored = documents.filter(({ status }) => status === 'stored')
  expect(stored).toHaveLength(3)
  const found = await Promise.all(stored.map(({ reportId }) => xmlOf(reportId!)))
  expect(found.toSorted()).toEqual(reports.toSorted())
})

test('gives nothing where the bytes are no longer kept, and for what is no report of the organization', async () => {
  const { id, documents } = await ingest.ingest(sampleReport({ id: 'fleeting' }))
  await ingest.owner.query('delete from submission_chunk where "submissionId" = $1', [id])
  expect(await xmlOf(documents[0]!.reportId!)).toBe('')
  expect(await xmlOf('01900000-0000-7000-8000-000000000000')).toBe('')
})
