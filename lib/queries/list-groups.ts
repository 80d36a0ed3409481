import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type Filter, MISSING, NULL_SENDER } from '../filter.ts'
import {
  AUTH_FIELDS,
  type AuthField,
  COLUMNS,
  COUNTS,
  counted,
  countedBySource,
  countedConditions,
  passRate,
  records,
} from './conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { GroupRow } from './rows.ts'

/** What stands in daily sums, so that grouping by it reads no record. */
const SUMMED = {
  day: Prisma.sql`to_char(d.day, 'YYYY-MM-DD')`,
  receiver: Prisma.sql`d."receiverId"`,
  verdict: Prisma.sql`d.verdict::text`,
  disposition: Prisma.sql`coalesce(d.disposition::text, 'unstated')`,
  dkim: Prisma.sql`case when d."dkimAligned" then 'aligned' else 'unaligned' end`,
  spf: Prisma.sql`case when d."spfAligned" then 'aligned' else 'unaligned' end`,
  domain: Prisma.sql`(select name from domain where "organizationId" = d."organizationId" and id = d."domainId")`,
}

/** What messages can be grouped by: each is a part of the filter, but the day, which is its window. */
export type GroupBy = keyof typeof SUMMED | 'source' | (typeof COLUMNS)[number] | AuthField
export const GROUPS = [...Object.keys(SUMMED), 'source', ...COLUMNS, ...Object.keys(AUTH_FIELDS)] as GroupBy[]

export const GROUP_ORDERS = ['messages', 'fail'] as const
export type GroupOrder = (typeof GROUP_ORDERS)[number]

/** What a cursor of this list holds. */
export const GROUPS_CURSOR: CursorShape = ['number', 'text']

/** Whether a message may be counted in more than one group: it has as many signatures as somebody gave it. */
export function isOverlapping(by: GroupBy): boolean {
  return by in AUTH_FIELDS
}

/**
 * Messages by one property of their records, as a value that the filter of that name takes. Every list adds up to the summary, but for
 * those by an entry of the authentication results: there a message counts once for each of its values.
 */
export async function listGroups(
  tenant: Tenant,
  filter: Filter,
  { by, order, limit, cursor }: Page & { by: GroupBy; order: GroupOrder },
): Promise<{ groups: GroupRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [value, key] = decodeCursor(cursor, GROUPS_CURSOR) ?? []
  const after =
    value === undefined
      ? Prisma.empty
      : Prisma.sql`where (-t.${Prisma.raw(order)}, t.key) > (${-Number(value)}::float8, ${String(key)}::text)`
  const rows = await prismaOf(tenant).$queryRaw<Omit<GroupRow, 'passRate'>[]>(
    Prisma.sql`with sums as (
        select ${keyOf(by)} as key, ${COUNTS},
          coalesce(sum(d.messages) filter (where d."spfAligned"), 0)::float8 as "spfAligned",
          coalesce(sum(d.messages) filter (where d."dkimAligned"), 0)::float8 as "dkimAligned"
        from ${tableOf(by, organizationId, filter)} where ${countedConditions(organizationId, filter)} group by 1)
      select t.* from sums t ${after} order by -t.${Prisma.raw(order)}, t.key limit ${limit + 1}`,
  )
  const [groups, nextCursor] = cutPage(rows, limit, (row) => [row[order], row.key])
  return { groups: groups.map((row) => ({ ...row, passRate: passRate(row) })), nextCursor }
}

function tableOf(by: GroupBy, organizationId: string, filter: Filter): Prisma.Sql {
  if (by === 'source') return countedBySource(organizationId, filter)
  if (by in SUMMED) return counted(organizationId, filter)
  const { kind, key } = AUTH_FIELDS[by as AuthField] ?? {}
  if (!kind) return records(organizationId, filter)
  return Prisma.sql`${records(organizationId, filter)}
    cross join lateral (
      select distinct e ->> ${key}::text as value from jsonb_array_elements(d."authResults" -> ${kind}::text) e
      where e ->> ${key}::text is not null
      union all
      select null where not exists (
        select 1 from jsonb_array_elements(d."authResults" -> ${kind}::text) e where e ->> ${key}::text is not null)) a`
}

function keyOf(by: GroupBy): Prisma.Sql {
  if (by in SUMMED) return SUMMED[by as keyof typeof SUMMED]
  if (by === 'source') return Prisma.sql`coalesce(host(d."sourceIp"), 'none')`
  if (by in AUTH_FIELDS) return Prisma.sql`coalesce(a.value, ${MISSING}::text)`
  const column = Prisma.raw(`d."${by}"${by === 'override' ? '::text' : ''}`)
  return Prisma.sql`case when ${column} = '' then ${NULL_SENDER}::text else coalesce(${column}, ${MISSING}::text) end`
}
