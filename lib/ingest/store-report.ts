import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import { dayOf, spreadDays } from '../dmarc/days.ts'
import type { ReadReport } from '../dmarc/read-report.ts'
import type { ReportRecord, Warning } from '../dmarc/report.ts'
import { identifyReceiver } from '../receivers/identify-receiver.ts'
import { reporterKey } from '../receivers/reporter-key.ts'
import { rollUp } from '../rollup/roll-up.ts'
import type { Limits } from '../unpack/limits.ts'
import type { ProcessPayload } from './accept.ts'
import { toJson, toText } from './to-json.ts'
import { type DayPlan, writeRecords } from './write-records.ts'

export type StoreInput = {
  submission: ProcessPayload
  report: ReadReport
  /** All records in order, in batches. */
  records: Iterable<ReportRecord[]> | AsyncIterable<ReportRecord[]>
  /** Bytes of the document. */
  size: number
  limits: Limits
  now: Date
}

export type Stored = {
  status: 'stored' | 'duplicate'
  /** The report's own id, or that of the stored one it duplicates. */
  reportId: string
  reporter: string
  warnings: Warning[]
}

/**
 * Writes a report, its records and their daily sums, in the transaction given. Exactly once: the report's unique key decides,
 * and of two transactions with the same key the second waits for the first.
 */
export async function storeReport(client: pg.ClientBase, input: StoreInput): Promise<Stored> {
  const { submission, report } = input
  const { organizationId } = submission
  const reporter = report.header.orgName ?? report.header.email?.split('@').at(-1) ?? 'unnamed reporter'
  const key = {
    domainId: await findOrMakeDomain(client, organizationId, report.header.policy.domain),
    reporterKey: toText(reporterKey(report.header.orgName, report.header.email)),
  }
  const plan = planDays(report, input)
  const warnings = [...report.warnings, ...plan.warnings]
  const reportId = await insertReport(client, input, key, plan, warnings)
  if (!reportId) return { status: 'duplicate', reporter, ...(await findStored(client, organizationId, key, report)) }

  let ordinal = 0
  for await (const batch of input.records) {
    await writeRecords(
      client,
      { organizationId, reportId, firstOrdinal: ordinal, policy: report.header.policy, plan },
      batch,
    )
    ordinal += batch.length
  }
  await seeSources(client, organizationId, reportId)
  await rollUp(client, organizationId, reportId)
  return { status: 'stored', reportId, reporter, warnings }
}

/** How far the clocks of reporters may run ahead of ours. */
const AHEAD_SECONDS_MAX = 2 * 86_400

function planDays(
  { header: { begin, end: writtenEnd }, recordCount }: ReadReport,
  { size, limits, now }: StoreInput,
): DayPlan & { warnings: Warning[] } {
  // Whatever end a reporter wrote, no message was counted in the future.
  const end = Math.max(begin, Math.min(writtenEnd, Math.floor(now.getTime() / 1000) + AHEAD_SECONDS_MAX))
  const day = dayOf(begin, end)
  const days = spreadDays(begin, end)
  if (!days) return { day, days: null, firstDay: day, lastDay: day, warnings: [] }
  // Each day's row carries the whole record, so that a small report of many days could fill the disk.
  if (recordCount * days.length > limits.recordsMax || size * days.length > limits.unpackedBytesMax) {
    const message = 'The report covers many days and has very many records, so all of it is counted on its middle day.'
    return { day, days: null, firstDay: day, lastDay: day, warnings: [{ code: 'not-spread', message }] }
  }
  const message = `The report covers more than 36 hours; its messages are spread over ${days.length} days by estimate.`
  const [firstDay, lastDay] = [days[0]!.day, days.at(-1)!.day]
  return { day, days, firstDay, lastDay, warnings: [{ code: 'estimated-days', message }] }
}

async function findOrMakeDomain(client: pg.ClientBase, organizationId: string, name: string): Promise<string> {
  // Shared until this transaction ends, so that nobody deletes what is about to be stored or duplicated (see lockDomain).
  const found = 'select id from domain where "organizationId" = $1 and name = $2 for key share'
  const { rows } = await client.query<{ id: string }>(found, [organizationId, name])
  if (rows[0]) return rows[0].id
  await client.query('insert into domain ("organizationId", id, name) values ($1, $2, $3) on conflict do nothing', [
    organizationId,
    uuidv7(),
    name,
  ])
  const made = await client.query<{ id: string }>(found, [organizationId, name])
  return made.rows[0]!.id
}

type Key = { domainId: string; reporterKey: string }

async function insertReport(
  client: pg.ClientBase,
  { submission, report }: StoreInput,
  key: Key,
  plan: DayPlan,
  warnings: Warning[],
): Promise<string | null> {
  const { header } = report
  const receiver = identifyReceiver(header)
  await client.query('insert into receiver ("organizationId", id, name) values ($1, $2, $3) on conflict do nothing', [
    submission.organizationId,
    receiver.id,
    receiver.name,
  ])
  const { rows } = await client.query<{ id: string }>(
    `insert into report ("organizationId", id, "domainId", "receiverId", "submissionId", "reporterKey", "externalId", begin, "end",
       "firstDay", "lastDay", records, messages, "passMessages", "orgName", email, "extraContactInfo", version, generator, errors, policy,
       warnings, "contentHash")
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8), to_timestamp($9), $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22, decode($23, 'hex'))
     on conflict ("organizationId", "domainId", "reporterKey", "externalId", begin, "end") do nothing returning id`,
    [
      submission.organizationId,
      uuidv7(),
      key.domainId,
      receiver.id,
      submission.submissionId,
      key.reporterKey,
      header.reportId,
      header.begin,
      header.end,
      plan.firstDay,
      plan.lastDay,
      report.recordCount,
      report.messageCount,
      report.passCount,
      toText(header.orgName),
      toText(header.email),
      toText(header.extraContactInfo),
      toText(header.version),
      toText(header.generator),
      toJson(header.errors),
      toJson(header.policy),
      toJson(warnings),
      report.contentHash,
    ],
  )
  return rows[0]?.id ?? null
}

async function findStored(
  client: pg.ClientBase,
  organizationId: string,
  key: Key,
  { header, contentHash, warnings }: ReadReport,
): Promise<{ reportId: string; warnings: Warning[] }> {
  const { rows } = await client.query<{ id: string; hash: string }>(
    `select id, encode("contentHash", 'hex') as hash from report
     where "organizationId" = $1 and "domainId" = $2 and "reporterKey" = $3 and "externalId" = $4
       and begin = to_timestamp($5) and "end" = to_timestamp($6)`,
    [organizationId, key.domainId, key.reporterKey, header.reportId, header.begin, header.end],
  )
  const stored = rows[0]
  // Deleted between the two statements: the attempt fails, and the next one stores the report.
  if (!stored) throw new Error('The report that this one duplicates is gone.')
  if (stored.hash === contentHash) return { reportId: stored.id, warnings }
  const message =
    'A report with the same reporter, id and dates is stored already, and its content differs from this one.'
  return { reportId: stored.id, warnings: [...warnings, { code: 'differs-from-stored', message }] }
}

/** Notes when each source was seen; ordered, so that two transactions take the rows in the same order. */
async function seeSources(client: pg.ClientBase, organizationId: string, reportId: string): Promise<void> {
  await client.query(
    `insert into source as s ("organizationId", ip, "firstSeen", "lastSeen")
     select "organizationId", "sourceIp", min(day), max(day) from record
     where "organizationId" = $1 and "reportId" = $2 and "sourceIp" is not null
     group by "organizationId", "sourceIp" order by "sourceIp"
     on conflict ("organizationId", ip) do update set
       "firstSeen" = least(s."firstSeen", excluded."firstSeen"), "lastSeen" = greatest(s."lastSeen", excluded."lastSeen")
     where excluded."firstSeen" < s."firstSeen" or excluded."lastSeen" > s."lastSeen"`,
    [organizationId, reportId],
  )
}
