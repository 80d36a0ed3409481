import { v7 as uuidv7 } from 'uuid'

import type { Authenticity } from '#generated/prisma/enums.ts'

import type { Column } from '../db/insert-rows.ts'
import { toJson, toText } from '../db/to-json.ts'
import { reporterKey } from '../receivers/reporter-key.ts'
import type { Limits } from '../unpack/limits.ts'
import type { Outcome, ReportToStore } from './outcome.ts'
import { type DayPlan, planDays } from './plan-days.ts'

/** A report as it goes into its table, with all that is known of it before the database is asked. */
export type ReportRow = ReportToStore & {
  outcome: Outcome
  /** Its own id, when it turns out to be new. */
  id: string
  domainId: string
  receiver: { id: string; name: string }
  reporterKey: string
  plan: DayPlan
  authenticity: Authenticity
}

type Known = { limits: Limits; now: Date } & Pick<ReportRow, 'receiver' | 'authenticity'>

export function toReportRow(
  outcome: Outcome,
  toStore: ReportToStore,
  { limits, now, receiver, authenticity }: Known,
): Omit<ReportRow, 'domainId'> {
  const { header } = toStore.report
  return {
    ...toStore,
    outcome,
    id: uuidv7(),
    receiver,
    authenticity,
    reporterKey: toText(reporterKey(header.orgName, header.email)),
    plan: planDays(toStore.report, { size: toStore.size, limits, now }),
  }
}

/** What tells a report from every other of its organization. */
export const KEY: Column<ReportRow>[] = [
  ['domainId', 'uuid', (row) => row.domainId],
  ['reporterKey', 'text', (row) => row.reporterKey],
  ['externalId', 'text', (row) => toText(row.report.header.reportId)],
  ['begin', 'timestamptz', (row) => instant(row.report.header.begin)],
  ['end', 'timestamptz', (row) => instant(row.report.header.end)],
]

/** What it says and what was made of it; reading it again may give other values. */
export const CONTENT: Column<ReportRow>[] = [
  ['receiverId', 'text', (row) => row.receiver.id],
  ['firstDay', 'date', (row) => row.plan.firstDay],
  ['lastDay', 'date', (row) => row.plan.lastDay],
  ['records', 'int', (row) => row.report.recordCount],
  ['messages', 'bigint', (row) => row.report.messageCount],
  ['passMessages', 'bigint', (row) => row.report.passCount],
  ['orgName', 'text', (row) => toText(row.report.header.orgName)],
  ['email', 'text', (row) => toText(row.report.header.email)],
  ['extraContactInfo', 'text', (row) => toText(row.report.header.extraContactInfo)],
  ['version', 'text', (row) => toText(row.report.header.version)],
  ['generator', 'text', (row) => toText(row.report.header.generator)],
  ['errors', 'jsonb', (row) => toJson(row.report.header.errors)],
  ['policy', 'jsonb', (row) => toJson(row.report.header.policy)],
  ['warnings', 'jsonb', (row) => toJson(warningsOf(row))],
  ['authenticity', 'authenticity', (row) => row.authenticity],
  ['contentHash', 'bytea', (row) => Buffer.from(row.report.contentHash, 'hex')],
]

export const COLUMNS: Column<ReportRow>[] = [
  ['id', 'uuid', (row) => row.id],
  ['submissionId', 'uuid', (row) => row.outcome.claim.submissionId],
  ...KEY,
  ...CONTENT,
]

export function warningsOf({ report, plan }: ReportRow): ReportRow['report']['warnings'] {
  return [...report.warnings, ...plan.warnings]
}

/** Text that sorts reports of one organization in the same order in every process, so that transactions never deadlock. */
export function sortKey(row: ReportRow): string {
  return KEY.map(([, , value]) => value(row)).join('\0')
}

/** @param seconds since 1970; every instant that a report may have is within what a Date holds. */
function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
