import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { PublishedPolicy } from '../dmarc/report.ts'
import { type Filter, reportsOnly } from '../filter.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { reportConditions, rowConditions } from './conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { FoundRecord } from './rows.ts'
import { type RawRecord, toRecord } from './to-record.ts'

/** What a cursor of this list holds. */
export const FOUND_RECORDS_CURSOR: CursorShape = ['day', 'uuid', 'number', 'day']

type Raw = RawRecord & Omit<FoundRecord, keyof RawRecord>

/**
 * The records that a filter asks for, of the newest report first. A record of a report longer than 36 hours is there once for each
 * of its days, with that day's share of the messages, so that the list adds up to the summary.
 */
export async function listRecords(
  tenant: Tenant,
  filter: Filter,
  { limit, cursor }: Page,
): Promise<{ records: FoundRecord[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [lastDay, reportId, ordinal, day] = decodeCursor(cursor, FOUND_RECORDS_CURSOR) ?? []
  const from = lastDay === undefined ? null : { lastDay: String(lastDay), reportId: String(reportId) }
  const reportsFrom = from
    ? Prisma.sql`and (p."lastDay", p.id) <= (${from.lastDay}::date, ${from.reportId}::uuid)`
    : Prisma.empty
  const after = from
    ? Prisma.sql`and (p.id <> ${from.reportId}::uuid or (d.ordinal, d.day) > (${Number(ordinal)}::float8, ${String(day)}::date))`
    : Prisma.empty
  const rows = await prismaOf(tenant).$queryRaw<Raw[]>(
    Prisma.sql`select p.id as "reportId", to_char(p."lastDay", 'YYYY-MM-DD') as "lastDay", m.name as domain,
        p."receiverId" as receiver, v.name as "receiverName", p.policy, to_char(d.day, 'YYYY-MM-DD') as day, d.ordinal,
        host(d."sourceIp") as source, d."sourceText", d.count::float8 as messages, d.verdict::text as verdict,
        d."spfAligned", d."dkimAligned", d.disposition::text as disposition, d."override"::text as "override",
        d."headerFrom", d."envelopeFrom", d."envelopeTo", d."authResults", d.reasons, d.raw
      from report p
      join domain m on m."organizationId" = p."organizationId" and m.id = p."domainId"
      join receiver v on v."organizationId" = p."organizationId" and v.id = p."receiverId"
      join record d on d."organizationId" = p."organizationId" and d."reportId" = p.id
      where ${reportConditions(organizationId, reportsOnly(filter))} ${reportsFrom}
        and d.day between ${filter.from}::date and ${filter.to}::date ${rowConditions(filter, Prisma.sql`p."domainId"`)} ${after}
      order by p."lastDay" desc, p.id desc, d.ordinal, d.day limit ${limit + 1}`,
  )
  const [part, nextCursor] = cutPage(rows, limit, (row) => [row.lastDay, row.reportId, row.ordinal, row.day])
  return {
    records: part.map((row) => ({
      ...toRecord(row),
      reportId: row.reportId,
      lastDay: row.lastDay,
      day: row.day,
      domain: row.domain,
      receiver: row.receiver,
      receiverName: receiverName(row.receiver) ?? row.receiverName,
      policy: row.policy as PublishedPolicy,
    })),
    nextCursor,
  }
}
