import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { COUNTS, counted, countedConditions, passRate, reportConditions } from './conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { DomainRow } from './rows.ts'

/** What a cursor of this list holds. */
export const DOMAINS_CURSOR: CursorShape = ['text']

/** Domains that have a report in the window, by name. */
export async function listDomains(
  tenant: Tenant,
  filter: Filter,
  { limit, cursor }: Page,
): Promise<{ domains: DomainRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [name] = decodeCursor(cursor, DOMAINS_CURSOR) ?? []
  const after = name === undefined ? Prisma.empty : Prisma.sql`and m.name > ${String(name)}`
  const rows = await prismaOf(tenant).$queryRaw<Omit<DomainRow, 'passRate'>[]>(
    Prisma.sql`with sums as (
        select d."domainId" as id, ${COUNTS} from ${counted(organizationId, filter)}
        where ${countedConditions(organizationId, filter)} group by 1),
      reported as (
        select p."domainId" as id, count(*)::float8 as reports, max(p."end") as last,
          (array_agg(p.policy ->> 'p' order by p."end" desc))[1] as policy from report p
        where ${reportConditions(organizationId, filter)} group by 1)
      select m.name as domain, coalesce(sums.messages, 0) as messages, coalesce(sums.pass, 0) as pass,
        coalesce(sums.fail, 0) as fail, coalesce(reported.reports, 0) as reports, reported.policy,
        to_char(reported.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastReportAt"
      from domain m left join sums using (id) left join reported using (id)
      where m."organizationId" = ${organizationId}::uuid and (sums.id is not null or reported.id is not null) ${after}
      order by m.name limit ${limit + 1}`,
  )
  const [domains, nextCursor] = cutPage(rows, limit, (row) => [row.domain])
  return { domains: domains.map((row) => ({ ...row, passRate: passRate(row) })), nextCursor }
}

/** The names of all domains of the organization, whatever the window. */
export async function listDomainNames(tenant: Tenant): Promise<string[]> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).domain.findMany({ where: { organizationId }, orderBy: { name: 'asc' } })
  return rows.map((row) => row.name)
}
