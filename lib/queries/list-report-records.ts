import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import { isUuid } from './is-uuid.ts'
import type { RecordRow } from './rows.ts'
import { type RawRecord, toRecord } from './to-record.ts'

/** What a cursor of this list holds. */
export const RECORDS_CURSOR: CursorShape = ['number']

const ORDINAL_MAX = 2_147_483_647

/** The records of a report in its own order; one that is spread over several days is put together again. */
export async function listReportRecords(
  tenant: Tenant,
  reportId: string,
  { limit, cursor }: Page,
): Promise<{ records: RecordRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  if (!isUuid(reportId)) return { records: [], nextCursor: null }
  const [last] = decodeCursor(cursor, RECORDS_CURSOR) ?? []
  const after = Math.max(-1, Math.min(Math.trunc(Number(last ?? -1)), ORDINAL_MAX))
  const rows = await prismaOf(tenant).$queryRaw<RawRecord[]>(
    Prisma.sql`select r.ordinal, host(r."sourceIp") as source, r."sourceText", total.messages, r.verdict::text as verdict,
        r."spfAligned", r."dkimAligned", r.disposition::text as disposition, r."override"::text as "override",
        r."headerFrom", r."envelopeFrom", r."envelopeTo", r."authResults", r.reasons, r.raw
      from (
        select ordinal, min(day) as day, sum(count)::float8 as messages from record
        where "organizationId" = ${organizationId}::uuid and "reportId" = ${reportId}::uuid and ordinal > ${after}::int
        group by ordinal order by ordinal limit ${limit + 1}) total
      join record r on r."organizationId" = ${organizationId}::uuid and r."reportId" = ${reportId}::uuid
        and r.ordinal = total.ordinal and r.day = total.day
      order by r.ordinal`,
  )
  const [records, nextCursor] = cutPage(rows, limit, (row) => [row.ordinal])
  return { records: records.map(toRecord), nextCursor }
}
