import { Prisma } from '#generated/prisma/client.ts'

import { appleNetwork } from '../apple/apple-network.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { COUNTS, passRate, rollupConditions } from './conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { SourceRow } from './rows.ts'

export type SourceOrder = 'messages' | 'fail'

/** What a cursor of this list holds. */
export const SOURCES_CURSOR: CursorShape = ['number', 'text']

type Part = { where: Prisma.Sql; order: SourceOrder; after: Prisma.Sql; limit: number }

/** Sources with the most failing messages, or the most messages, first; those without a readable address are one row. */
export async function listSources(
  tenant: Tenant,
  filter: Filter,
  { limit, cursor, order }: Page & { order: SourceOrder },
): Promise<{ sources: SourceRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [value, ip] = decodeCursor(cursor, SOURCES_CURSOR) ?? []
  const after =
    value === undefined
      ? Prisma.empty
      : Prisma.sql`where (-t.${Prisma.raw(order)}, coalesce(t.ip, '')) > (-${Number(value)}::float8, ${String(ip)}::text)`
  const where = rollupConditions(organizationId, filter)
  const found = await readSources(tenant, { where, order, after, limit: limit + 1 })
  const [sources, nextCursor] = cutPage(found, limit, (row) => [row[order], row.ip ?? ''])
  return { sources, nextCursor }
}

/** At most `limit` sources within any of these networks, those with the most messages first. */
export async function listSourcesWithin(
  tenant: Tenant,
  filter: Filter,
  { networks, limit }: { networks: string[]; limit: number },
): Promise<SourceRow[]> {
  const { organizationId } = tenant
  const where = Prisma.sql`${rollupConditions(organizationId, filter)} and d."sourceIp" <<= any (${networks}::inet[])`
  return readSources(tenant, { where, order: 'messages', after: Prisma.empty, limit })
}

/** The first and last day of a source `t`: of a viewer within the domains that it sees, which the table of sources does not tell. */
function seenBy({ organizationId, domainIds }: Tenant): Prisma.Sql {
  return domainIds === null
    ? Prisma.sql`source s on s."organizationId" = ${organizationId}::uuid and s.ip = t.ip::inet`
    : Prisma.sql`lateral (select min(x.day) as "firstSeen", max(x.day) as "lastSeen" from daily_source x
        where x."organizationId" = ${organizationId}::uuid and x."sourceIp" = t.ip::inet) s on true`
}

async function readSources(tenant: Tenant, { where, order, after, limit }: Part): Promise<SourceRow[]> {
  const rank = Prisma.sql`order by -t.${Prisma.raw(order)}, coalesce(t.ip, '')`
  const rows = await prismaOf(tenant).$queryRaw<Omit<SourceRow, 'passRate' | 'sender' | 'category' | 'appleNetwork'>[]>(
    Prisma.sql`with sums as (
        select host(d."sourceIp") as ip, ${COUNTS},
          coalesce(sum(d.messages) filter (where d."spfAligned"), 0)::float8 as "spfAligned",
          coalesce(sum(d.messages) filter (where d."dkimAligned"), 0)::float8 as "dkimAligned"
        from daily_source d where ${where} group by d."sourceIp"),
      part as (select * from sums t ${after} ${rank} limit ${limit})
      select t.*, to_char(s."firstSeen", 'YYYY-MM-DD') as "firstSeen", to_char(s."lastSeen", 'YYYY-MM-DD') as "lastSeen"
      from part t left join ${seenBy(tenant)} ${rank}`,
  )
  return rows.map((row) => ({
    ...row,
    passRate: passRate(row),
    sender: null,
    category: null,
    appleNetwork: appleNetwork(row.ip),
  }))
}
