import { Prisma } from '#generated/prisma/client.ts'

import type { Filter } from '../filter.ts'

/** Which rollup holds what a filter asks for: the small one, unless a source is named. */
export function rollupTable(filter: Filter): Prisma.Sql {
  return filter.source ? Prisma.sql`daily_source` : Prisma.sql`daily_total`
}

/** The `where` of a rollup or of `record` under the alias `d`; both carry the columns of the filter under the same names. */
export function rollupConditions(organizationId: string, filter: Filter): Prisma.Sql {
  return Prisma.sql`d."organizationId" = ${organizationId}::uuid
    and d.day between ${filter.from}::date and ${filter.to}::date ${dimensions(organizationId, filter, Prisma.sql`d`)}
    ${rowConditions(filter)}`
}

/** The `where` of `report` under the alias `p`: reports whose days touch the window, from the receiver, about the domain. */
export function reportConditions(organizationId: string, filter: Filter): Prisma.Sql {
  const touched = Prisma.sql`p."organizationId" = ${organizationId}::uuid
    and p."lastDay" >= ${filter.from}::date and p."firstDay" <= ${filter.to}::date
    ${dimensions(organizationId, filter, Prisma.sql`p`)}`
  if (!filter.source && !filter.verdict && !filter.disposition) return touched
  return Prisma.sql`${touched} and exists (
    select 1 from record d where d."organizationId" = p."organizationId" and d."reportId" = p.id
      and d.day between ${filter.from}::date and ${filter.to}::date ${rowConditions(filter)})`
}

function dimensions(organizationId: string, filter: Filter, alias: Prisma.Sql): Prisma.Sql {
  const domain = filter.domain
    ? Prisma.sql`and ${alias}."domainId" = (
        select id from domain where "organizationId" = ${organizationId}::uuid and name = ${filter.domain})`
    : Prisma.empty
  const receiver = filter.receiver ? Prisma.sql`and ${alias}."receiverId" = ${filter.receiver}` : Prisma.empty
  return Prisma.sql`${domain} ${receiver}`
}

/** What narrows down single records: source, verdict, disposition. */
export function rowConditions(filter: Filter): Prisma.Sql {
  const source =
    filter.source === 'none'
      ? Prisma.sql`and d."sourceIp" is null`
      : filter.source
        ? Prisma.sql`and d."sourceIp" = ${filter.source}::inet`
        : Prisma.empty
  const verdict = filter.verdict ? Prisma.sql`and d.verdict = ${filter.verdict}::verdict` : Prisma.empty
  const disposition = filter.disposition
    ? Prisma.sql`and d.disposition = ${filter.disposition}::disposition`
    : Prisma.empty
  return Prisma.sql`${source} ${verdict} ${disposition}`
}

/** Sums that every list shows, from a rollup under the alias `d`; as doubles, which hold whole numbers up to 2^53. */
export const COUNTS = Prisma.sql`
  coalesce(sum(d.messages), 0)::float8 as messages,
  coalesce(sum(d.messages) filter (where d.verdict = 'pass'), 0)::float8 as pass,
  coalesce(sum(d.messages) filter (where d.verdict = 'fail'), 0)::float8 as fail`

/** 0..1, or null where there is nothing to divide by. */
export function passRate({ messages, pass }: { messages: number; pass: number }): number | null {
  return messages > 0 ? pass / messages : null
}
