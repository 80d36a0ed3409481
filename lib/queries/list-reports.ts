import { Prisma } from '#generated/prisma/client.ts'

import { appleReporter } from '../apple/apple-reporter.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type Filter, isNarrow } from '../filter.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { reportConditions, rowConditions } from './conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import { IS_COPY } from './is-copy.ts'
import type { ReportRow } from './rows.ts'

/** Beyond every instant that a report may end at, and within what Postgres takes. */
const SECONDS_MAX = 1e11

/** What a cursor of this list holds. */
export const REPORTS_CURSOR: CursorShape = ['number', 'uuid']

/**
 * Reports that touch the window, newest end first. `messages`, `pass` and `fail` count what the filter asks for (so the list
 * adds up to the summary); `records` is what the whole report holds.
 */
export async function listReports(
  tenant: Tenant,
  filter: Filter,
  { limit, cursor }: Page,
): Promise<{ reports: ReportRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [end, id] = decodeCursor(cursor, REPORTS_CURSOR) ?? []
  const after =
    end === undefined
      ? Prisma.empty
      : Prisma.sql`and (p."end", p.id) < (to_timestamp(${Math.min(Number(end), SECONDS_MAX)}), ${String(id)}::uuid)`
  const rows = await readReports(
    tenant,
    Prisma.sql`${reportConditions(organizationId, filter)} ${after}`,
    {
      isWhole: isNarrow(filter)
        ? Prisma.sql`false`
        : Prisma.sql`(p."firstDay" >= ${filter.from}::date and p."lastDay" <= ${filter.to}::date)`,
      records: Prisma.sql`d.day between ${filter.from}::date and ${filter.to}::date ${rowConditions(filter, Prisma.sql`p."domainId"`)}`,
    },
    limit + 1,
  )
  const [reports, nextCursor] = cutPage(rows, limit, (row) => [Date.parse(row.end) / 1000, row.id])
  return { reports, nextCursor }
}

/** Of which reports all messages are counted, and of the others which records (alias `d`). */
type Counted = { isWhole: Prisma.Sql; records: Prisma.Sql }

/**
 * Reports under the alias `p` with their counts. A report that is counted whole has them itself: its records may be a million,
 * or gone.
 */
export async function readReports(
  tenant: Tenant,
  where: Prisma.Sql,
  { isWhole, records }: Counted,
  limit: number,
): Promise<ReportRow[]> {
  const rows = await prismaOf(tenant).$queryRaw<
    (Omit<ReportRow, 'appleReporter'> & { orgName: string | null; email: string | null })[]
  >(
    Prisma.sql`with part as (select * from report p where ${where} order by p."end" desc, p.id desc limit ${limit})
      select p.id, m.name as domain, coalesce(p."orgName", v.name) as reporter, p."receiverId" as receiver,
        v.name as "receiverName", p."orgName", p.email,
        p."externalId", to_char(p.begin at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as begin,
        to_char(p."end" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "end", p.records, p.warnings,
        p.authenticity, (exists (select 1 from report q where ${Prisma.raw(IS_COPY)})
          or exists (select 1 from document k where k."organizationId" = p."organizationId" and k."reportId" = p.id
            and k.warnings @> '[{"code": "differs-from-stored"}]')) as "isSuspect",
        sums.*
      from part p
      join receiver v on v."organizationId" = p."organizationId" and v.id = p."receiverId"
      join domain m on m."organizationId" = p."organizationId" and m.id = p."domainId"
      cross join lateral (
        select p.messages::float8 as messages, p."passMessages"::float8 as pass,
          (p.messages - p."passMessages")::float8 as fail where ${isWhole}
        union all
        select coalesce(sum(d.count), 0)::float8 as messages,
          coalesce(sum(d.count) filter (where d.verdict = 'pass'), 0)::float8 as pass,
          coalesce(sum(d.count) filter (where d.verdict = 'fail'), 0)::float8 as fail
        from record d where d."organizationId" = p."organizationId" and d."reportId" = p.id and ${records} and not ${isWhole}
        having not ${isWhole}) sums
      order by p."end" desc, p.id desc`,
  )
  return rows.map(({ orgName, email, ...row }) => ({
    ...row,
    receiverName: receiverName(row.receiver) ?? row.receiverName,
    appleReporter: appleReporter(orgName, email),
  }))
}
