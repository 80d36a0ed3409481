import { Prisma } from '#generated/prisma/client.ts'

import type { BounceFilter } from '../bounce-filter.ts'
import { MISSING, endOfDay } from '../filter.ts'

/** The `where` of `bounce` under the alias `b`. */
export function bounceConditions(organizationId: string, filter: BounceFilter): Prisma.Sql {
  const { receiver, isIcloud, kind, verified, submission } = filter
  const conditions = [
    receiver && Prisma.sql`b."receiverId" = ${receiver}`,
    isIcloud !== null && Prisma.sql`b."isIcloud" = ${isIcloud}`,
    kind && Prisma.sql`b.kind = ${kind}::bounce_kind`,
    filter.class && Prisma.sql`b."replyClass" = ${filter.class}`,
    filter.code && textIs(Prisma.sql`b.code`, filter.code),
    filter.group && textIs(Prisma.sql`b."replyGroup"`, filter.group),
    verified !== null && (verified ? VERIFIED : Prisma.sql`b.proof is null`),
    submission &&
      Prisma.sql`b.id in (select s."bounceId" from bounce_sighting s
        where s."organizationId" = ${organizationId}::uuid and s."submissionId" = ${submission}::uuid)`,
  ].filter((condition) => condition instanceof Prisma.Sql)
  return Prisma.join([withinDays(organizationId, filter, Prisma.sql`b`), ...conditions], ' and ')
}

export const VERIFIED = Prisma.sql`b.proof is not null`

type Within = Pick<BounceFilter, 'from' | 'to' | 'domain' | 'source'>

/** What bounces and deliveries share: whose they are, when, about which domain, from which source. */
export function withinDays(organizationId: string, filter: Within, alias: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${alias}."organizationId" = ${organizationId}::uuid
    and ${alias}.at between ${new Date(`${filter.from}T00:00:00Z`)}::timestamptz and ${endOfDay(filter.to)}::timestamptz
    ${ofDomainAndSource(organizationId, filter, alias)}`
}

/** The part of it that complaints share as well. */
export function ofDomainAndSource(
  organizationId: string,
  { domain, source }: Pick<Within, 'domain' | 'source'>,
  alias: Prisma.Sql,
): Prisma.Sql {
  const ofDomain = domain
    ? Prisma.sql`and ${alias}."domainId" = (
        select id from domain where "organizationId" = ${organizationId}::uuid and name = ${domain})`
    : Prisma.empty
  if (!source) return ofDomain
  const ofSource =
    source === 'none' ? Prisma.sql`${alias}."sourceIp" is null` : Prisma.sql`${alias}."sourceIp" = ${source}::inet`
  return Prisma.sql`${ofDomain} and ${ofSource}`
}

function textIs(column: Prisma.Sql, value: string): Prisma.Sql {
  return value === MISSING ? Prisma.sql`${column} is null` : Prisma.sql`${column} = ${value}`
}
