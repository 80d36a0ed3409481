import type { Status } from '#generated/prisma/enums.ts'

import { type Column, insertRows, insertText } from '../db/insert-rows.ts'
import { inTransactionByKey } from '../db/tenant.ts'
import { toJson, toText } from '../db/to-json.ts'
import { findOrMakeDomains, makeReceivers } from './find-names.ts'
import { finishSubmissions } from './finish-submissions.ts'
import type { Outcome } from './outcome.ts'
import type { Deps } from './pipeline.ts'
import { type ReportRow, toReportRow } from './report-row.ts'
import { type Screened, screenReports } from './screen-reports.ts'
import { type Stored, storeReports } from './store-reports.ts'

/** Writes down what became of documents of one organization: reports, records, sums and ledger, in one transaction. */
export async function writeOutcomes(outcomes: readonly Outcome[], deps: Deps): Promise<void> {
  const { organizationId } = outcomes[0]!.claim
  const screened = await screenReports(outcomes, organizationId, deps.pool)
  const rows = await toReportRows(
    screened.filter(({ quarantine }) => !quarantine),
    organizationId,
    deps,
  )
  const screenedOf = new Map(screened.map((one) => [one.outcome, one]))
  await inTransactionByKey(deps.pool, organizationId, async (client) => {
    const stored = await storeReports(client, organizationId, rows)
    const storedOf = new Map(rows.map((row, index) => [row.outcome, stored[index]!]))
    const lines = outcomes.map((outcome) => ({
      outcome,
      screened: screenedOf.get(outcome) ?? null,
      stored: storedOf.get(outcome) ?? null,
    }))
    await insertRows(client, DOCUMENTS, { fixed: [organizationId], rows: lines })
    const final = outcomes.filter(({ isLast }) => isLast).map(({ claim }) => claim.submissionId)
    await finishSubmissions(client, organizationId, final)
  })
}

async function toReportRows(
  screened: Screened[],
  organizationId: string,
  { pool, limits, now }: Deps,
): Promise<ReportRow[]> {
  const moment = { limits, now: now() }
  const rows = screened.map(({ outcome, toStore, receiver, authenticity }) =>
    toReportRow(outcome, toStore, { ...moment, receiver, authenticity }),
  )
  if (rows.length === 0) return []
  const domains = await findOrMakeDomains(
    pool,
    organizationId,
    rows.map(({ report }) => report.header.policy.domain),
  )
  await makeReceivers(
    pool,
    organizationId,
    rows.map(({ receiver }) => receiver),
  )
  return rows.map((row) => ({ ...row, domainId: domains.get(row.report.header.policy.domain)! }))
}

type Line = { outcome: Outcome; screened: Screened | null; stored: Stored | null }

/** Why it was not stored. */
const refusal = ({ outcome, screened }: Line) => outcome.refusal ?? screened?.quarantine ?? null
const header = ({ outcome }: Line) => outcome.toStore?.report.header
const COLUMNS: Column<Line>[] = [
  ['submissionId', 'uuid', ({ outcome }) => outcome.claim.submissionId],
  ['ordinal', 'int', ({ outcome }) => outcome.ordinal],
  ['reading', 'int', ({ outcome }) => outcome.claim.reading],
  ['changedReading', 'int', ({ outcome, stored }) => (stored?.hasChanged ? outcome.claim.reading : 1)],
  ['name', 'text', ({ outcome }) => outcome.name],
  ['kind', 'kind', ({ outcome }) => outcome.kind],
  ['status', 'status', statusOf],
  ['code', 'text', (line) => refusal(line)?.code ?? null],
  ['message', 'text', (line) => refusal(line)?.message ?? null],
  ['reportId', 'uuid', ({ stored }) => stored?.reportId ?? null],
  ['reporter', 'text', (line) => toText(reporterOf(line))],
  ['domain', 'text', (line) => header(line)?.policy.domain ?? null],
  ['begin', 'timestamptz', (line) => toInstant(header(line)?.begin)],
  ['end', 'timestamptz', (line) => toInstant(header(line)?.end)],
  ['records', 'int', ({ outcome }) => outcome.toStore?.report.recordCount ?? null],
  ['messages', 'bigint', ({ outcome }) => outcome.toStore?.report.messageCount ?? null],
  ['bounces', 'int', ({ outcome }) => outcome.told?.bounces ?? null],
  ['deliveries', 'int', ({ outcome }) => outcome.told?.deliveries ?? null],
  ['complaints', 'int', ({ outcome }) => outcome.told?.complaints ?? null],
  ['warnings', 'jsonb', ({ stored, outcome }) => toJson(stored?.warnings ?? outcome.toStore?.report.warnings ?? [])],
  ['authenticity', 'authenticity', ({ screened }) => screened?.authenticity ?? null],
  ['authenticityReason', 'text', ({ screened }) => screened?.reason ?? null],
  ['receiverId', 'text', ({ screened }) => (screened?.quarantine ? screened.receiver.id : null)],
]

/** What counts as another outcome when a document is read again. */
const OUTCOME = ['kind', 'status', 'code', 'reportId', 'records', 'messages', 'bounces', 'deliveries', 'complaints']
const SAID = [
  'name',
  'kind',
  'status',
  'code',
  'message',
  'reportId',
  'reporter',
  'domain',
  'begin',
  'end',
  'records',
  'messages',
  'bounces',
  'deliveries',
  'complaints',
  'warnings',
  'authenticity',
  'authenticityReason',
  'receiverId',
]
/** A report that was stored once is not given up because a newer reader refuses the document. */
const IS_KEPT = `excluded.status = 'rejected' and d.status in ('stored', 'duplicate')`
const list = (alias: string, names: string[]): string => names.map((name) => `${alias}."${name}"`).join(', ')

const DOCUMENTS = {
  name: 'insert-documents',
  columns: COLUMNS,
  text: insertText(
    'document as d',
    [['organizationId', 'uuid']],
    COLUMNS,
    `on conflict ("organizationId", "submissionId", ordinal) do update set reading = excluded.reading,
       "changedReading" = case when ${IS_KEPT} then d."changedReading"
         when excluded."changedReading" = excluded.reading or (${list('d', OUTCOME)}) is distinct from (${list('excluded', OUTCOME)})
           then excluded.reading
         else d."changedReading" end,
       ${SAID.map((name) => `"${name}" = case when ${IS_KEPT} then d."${name}" else excluded."${name}" end`).join(', ')}
     where d.reading < excluded.reading`,
  ),
}

function statusOf({ outcome, stored, screened }: Line): Status {
  if (outcome.told) return outcome.told.isNew ? 'stored' : 'duplicate'
  return stored?.status ?? (screened?.quarantine ? 'quarantined' : 'rejected')
}

function reporterOf({ outcome }: Line): string | null {
  if (!outcome.toStore) return null
  const { orgName, email } = outcome.toStore.report.header
  return orgName ?? email?.split('@').at(-1) ?? 'unnamed reporter'
}

function toInstant(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString()
}
