import type pg from 'pg'

import { inTransaction } from '../db/database.ts'
import { type ReadReport, readRecords, readReport } from '../dmarc/read-report.ts'
import type { Warning } from '../dmarc/report.ts'
import type { Refusal } from '../errors.ts'
import type { DocumentKind, UnpackedDocument } from '../unpack/document.ts'
import type { Spool } from '../unpack/spool.ts'
import type { ProcessPayload } from './accept.ts'
import type { Deps } from './process-submission.ts'
import { storeReport } from './store-report.ts'
import { toJson, toText } from './to-json.ts'

export type DocumentStatus = 'stored' | 'duplicate' | 'quarantined' | 'rejected'
export type DocumentOutcome = { kind: DocumentKind; status: DocumentStatus; code: string | null }

/** A report with more records, or of more bytes, is read twice rather than held in memory. */
const KEEP_RECORDS_MAX = 2_000
const KEEP_BYTES_MAX = 4 * 1024 * 1024

/** Reads one document and writes down what became of it, in one transaction. */
export async function processDocument(
  document: UnpackedDocument,
  submission: ProcessPayload,
  deps: Deps,
): Promise<DocumentOutcome> {
  if (document.refusal) return reject(document, document.kind, document.refusal, submission, deps.pool)

  const options = {
    recordsMax: deps.limits.recordsMax,
    keepRecordsMax: document.bytes.size <= KEEP_BYTES_MAX ? KEEP_RECORDS_MAX : 0,
    now: deps.now(),
  }
  const { report, refusal } = await readReport(document.bytes, options)
  if (refusal) {
    const kind = refusal.code === 'not-a-report' ? 'other' : 'aggregate'
    return reject(document, kind, refusal, submission, deps.pool)
  }
  const records = report.records ? [report.records] : readRecords(document.bytes)
  return inTransaction(deps.pool, async (client) => {
    const stored = await storeReport(client, {
      submission,
      report,
      records,
      size: document.bytes.size,
      limits: deps.limits,
      now: deps.now(),
    })
    await writeRead(client, document, submission, report, stored)
    return { kind: 'aggregate', status: stored.status, code: null }
  })
}

async function reject(
  document: { ordinal: number; name: string | null },
  kind: DocumentKind,
  refusal: Refusal,
  submission: ProcessPayload,
  pool: pg.Pool,
): Promise<DocumentOutcome> {
  await pool.query(
    `insert into document ("organizationId", "submissionId", ordinal, name, kind, status, code, message)
     values ($1, $2, $3, $4, $5, 'rejected', $6, $7)`,
    [
      submission.organizationId,
      submission.submissionId,
      document.ordinal,
      document.name,
      kind,
      refusal.code,
      refusal.message,
    ],
  )
  return { kind, status: 'rejected', code: refusal.code }
}

async function writeRead(
  client: pg.ClientBase,
  document: { ordinal: number; name: string | null; bytes: Spool | null },
  submission: ProcessPayload,
  { header, recordCount, messageCount }: ReadReport,
  stored: { status: DocumentStatus; reportId: string; reporter: string; warnings: Warning[] },
): Promise<void> {
  await client.query(
    `insert into document ("organizationId", "submissionId", ordinal, name, kind, status, "reportId", reporter, domain,
       begin, "end", records, messages, warnings)
     values ($1, $2, $3, $4, 'aggregate', $5, $6, $7, $8, to_timestamp($9), to_timestamp($10), $11, $12, $13)`,
    [
      submission.organizationId,
      submission.submissionId,
      document.ordinal,
      document.name,
      stored.status,
      stored.reportId,
      toText(stored.reporter),
      header.policy.domain,
      header.begin,
      header.end,
      recordCount,
      messageCount,
      toJson(stored.warnings),
    ],
  )
}
