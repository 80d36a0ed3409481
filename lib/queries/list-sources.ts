import { Prisma } from '#generated/prisma/client.ts'

import { appleNetwork } from '../apple/apple-network.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { COUNTS, countedBySource, countedConditions, passRate } from './conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { SourceRow } from './rows.ts'

/** What sources can be ordered by, as a number of which the lowest comes first: most messages, lowest rate, latest day. */
const RANKS = {
  fail: Prisma.sql`-t.fail`,
  messages: Prisma.sql`-t.messages`,
  passRate: Prisma.sql`t.pass / greatest(t.messages, 1)`,
  spf: Prisma.sql`t."spfAligned" / greatest(t.messages, 1)`,
  dkim: Prisma.sql`t."dkimAligned" / greatest(t.messages, 1)`,
  firstSeen: Prisma.sql`-extract(epoch from t."firstSeen")::float8`,
  lastSeen: Prisma.sql`-extract(epoch from t."lastSeen")::float8`,
}
export type SourceOrder = keyof typeof RANKS
export const SOURCE_ORDERS = Object.keys(RANKS) as SourceOrder[]

/** `search` is part of an address as it is written, or a network in CIDR notation; `isReversed` turns the order round. */
export type SourceList = Page & { order: SourceOrder; isReversed?: boolean; search?: string | null }

/** What a cursor of this list holds. */
export const SOURCES_CURSOR: CursorShape = ['number', 'text']

/** Sources in an order; those without a readable address are one row. */
export async function listSources(
  tenant: Tenant,
  filter: Filter,
  { limit, cursor, order, isReversed = false, search = null }: SourceList,
): Promise<{ sources: SourceRow[]; nextCursor: string | null }> {
  const [value, ip] = decodeCursor(cursor, SOURCES_CURSOR) ?? []
  const after =
    value === undefined
      ? Prisma.empty
      : Prisma.sql`where (t.rank, coalesce(t.ip, '')) > (${Number(value)}::float8, ${String(ip)}::text)`
  const where = search ? Prisma.sql`and ${isLike(search)}` : Prisma.empty
  const rank = isReversed ? Prisma.sql`-(${RANKS[order]})` : RANKS[order]
  const found = await readSources(tenant, filter, { where, rank, after, limit: limit + 1 })
  const [rows, nextCursor] = cutPage(found, limit, (row) => [row.rank, row.ip ?? ''])
  return { sources: rows.map(toSource), nextCursor }
}

/** At most `limit` sources within any of these networks, those with the most messages first. */
export async function listSourcesWithin(
  tenant: Tenant,
  filter: Filter,
  { networks, limit }: { networks: string[]; limit: number },
): Promise<SourceRow[]> {
  const where = Prisma.sql`and d."sourceIp" <<= any (${networks}::inet[])`
  const rows = await readSources(tenant, filter, { where, rank: RANKS.messages, after: Prisma.empty, limit })
  return rows.map(toSource)
}

/** A text with a slash that is no network finds nothing. */
function isLike(search: string): Prisma.Sql {
  const text = search.trim().toLowerCase()
  if (!text.includes('/')) return Prisma.sql`strpos(host(d."sourceIp"), ${text}) > 0`
  return Prisma.sql`d."sourceIp" <<= (case when pg_input_is_valid(${text}, 'inet') then ${text} end)::inet`
}

/** The first and last day of a source `s`: of a viewer within the domains that it sees, which the table of sources does not tell. */
function seenBy({ organizationId, domainIds }: Tenant): Prisma.Sql {
  return domainIds === null
    ? Prisma.sql`source x on x."organizationId" = ${organizationId}::uuid and x.ip = s."sourceIp"`
    : Prisma.sql`lateral (select min(y.day) as "firstSeen", max(y.day) as "lastSeen" from daily_source y
        where y."organizationId" = ${organizationId}::uuid and y."sourceIp" = s."sourceIp") x on true`
}

type Part = { where: Prisma.Sql; rank: Prisma.Sql; after: Prisma.Sql; limit: number }
type Raw = Omit<SourceRow, 'passRate' | 'sender' | 'category' | 'appleNetwork'> & { rank: number }

async function readSources(tenant: Tenant, filter: Filter, { where, rank, after, limit }: Part): Promise<Raw[]> {
  const { organizationId } = tenant
  return prismaOf(tenant).$queryRaw<Raw[]>(
    Prisma.sql`with sums as (
        select d."sourceIp", ${COUNTS},
          coalesce(sum(d.messages) filter (where d."spfAligned"), 0)::float8 as "spfAligned",
          coalesce(sum(d.messages) filter (where d."dkimAligned"), 0)::float8 as "dkimAligned"
        from ${countedBySource(organizationId, filter)}
        where ${countedConditions(organizationId, filter)} ${where} group by d."sourceIp"),
      seen as (select s.*, host(s."sourceIp") as ip, x."firstSeen", x."lastSeen" from sums s left join ${seenBy(tenant)}),
      ranked as (select t.*, coalesce(${rank}, 0) as rank from seen t)
      select t.ip, t.messages, t.pass, t.fail, t."spfAligned", t."dkimAligned", t.rank,
        to_char(t."firstSeen", 'YYYY-MM-DD') as "firstSeen", to_char(t."lastSeen", 'YYYY-MM-DD') as "lastSeen"
      from ranked t ${after} order by t.rank, coalesce(t.ip, '') limit ${limit}`,
  )
}

function toSource(row: Raw): SourceRow {
  return {
    ip: row.ip,
    messages: row.messages,
    pass: row.pass,
    fail: row.fail,
    passRate: passRate(row),
    spfAligned: row.spfAligned,
    dkimAligned: row.dkimAligned,
    sender: null,
    category: null,
    firstSeen: row.firstSeen,
    lastSeen: row.lastSeen,
    appleNetwork: appleNetwork(row.ip),
  }
}
