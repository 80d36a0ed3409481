import { Prisma } from '#generated/prisma/client.ts'

import { type Filter, MISSING, NULL_SENDER, isNarrow, needsRecords } from '../filter.ts'

/** What counts the messages a filter asks for, under the alias `d`: the smallest table that holds all it names. */
export function counted(organizationId: string, filter: Filter): Prisma.Sql {
  if (needsRecords(filter)) return records(organizationId, filter)
  return filter.source || filter.mail ? Prisma.sql`daily_source d` : Prisma.sql`daily_total d`
}

/** The same with the source of the messages, under the alias `d`. */
export function countedBySource(organizationId: string, filter: Filter): Prisma.Sql {
  return needsRecords(filter) ? records(organizationId, filter) : Prisma.sql`daily_source d`
}

/** Records with what a daily sum has beside them, under the alias `d`. */
export function records(organizationId: string, { from, to }: Filter): Prisma.Sql {
  return Prisma.sql`(select r.*, r.count as messages, p."domainId", p."receiverId", p."end" as "reportEnd",
      case when p."firstDay" < p."lastDay" then r.count else 0 end as "estimatedMessages"
    from report p join record r on r."organizationId" = p."organizationId" and r."reportId" = p.id
    where p."organizationId" = ${organizationId}::uuid and p."lastDay" >= ${from}::date and p."firstDay" <= ${to}::date) d`
}

/** The `where` of what counts, under the alias `d`; the daily sums and the records carry these columns under the same names. */
export function countedConditions(organizationId: string, filter: Filter): Prisma.Sql {
  return Prisma.sql`d."organizationId" = ${organizationId}::uuid
    and d.day between ${filter.from}::date and ${filter.to}::date ${dimensions(organizationId, filter, Prisma.sql`d`)}
    ${rowConditions(filter)}`
}

/** The `where` of `report` under the alias `p`: reports whose days touch the window, from the receiver, about the domain. */
export function reportConditions(organizationId: string, filter: Filter): Prisma.Sql {
  const touched = Prisma.sql`p."organizationId" = ${organizationId}::uuid
    and p."lastDay" >= ${filter.from}::date and p."firstDay" <= ${filter.to}::date
    ${dimensions(organizationId, filter, Prisma.sql`p`)}`
  if (!isNarrow(filter)) return touched
  return Prisma.sql`${touched} and exists (
    select 1 from record d where d."organizationId" = p."organizationId" and d."reportId" = p.id
      and d.day between ${filter.from}::date and ${filter.to}::date ${rowConditions(filter, Prisma.sql`p."domainId"`)})`
}

function dimensions(organizationId: string, filter: Filter, alias: Prisma.Sql): Prisma.Sql {
  const domain = filter.domain
    ? Prisma.sql`and ${alias}."domainId" = (
        select id from domain where "organizationId" = ${organizationId}::uuid and name = ${filter.domain})`
    : Prisma.empty
  const receiver = filter.receiver ? Prisma.sql`and ${alias}."receiverId" = ${filter.receiver}` : Prisma.empty
  return Prisma.sql`${domain} ${receiver}`
}

/** What narrows down rows under the alias `d`. */
export function rowConditions(filter: Filter, domainId = Prisma.sql`d."domainId"`): Prisma.Sql {
  const { source, verdict, disposition, mail, dkim, spf } = filter
  const conditions = [
    source && (source === 'none' ? Prisma.sql`d."sourceIp" is null` : Prisma.sql`d."sourceIp" = ${source}::inet`),
    verdict && Prisma.sql`d.verdict = ${verdict}::verdict`,
    disposition &&
      (disposition === 'unstated'
        ? Prisma.sql`d.disposition is null`
        : Prisma.sql`d.disposition = ${disposition}::disposition`),
    dkim && Prisma.sql`d."dkimAligned" = ${dkim === 'aligned'}`,
    spf && Prisma.sql`d."spfAligned" = ${spf === 'aligned'}`,
    mail === 'own' && Prisma.sql`(d.verdict = 'pass' or ${everPassed(Prisma.sql`d`, domainId)})`,
    mail === 'unrecognized' && Prisma.sql`(d.verdict = 'fail' and not ${everPassed(Prisma.sql`d`, domainId)})`,
    ...COLUMNS.map((column) => filter[column] !== null && columnIs(column, filter[column])),
    ...(['dkim', 'spf'] as const).flatMap((kind) => authConditions(kind, filter)),
  ].filter((condition) => condition instanceof Prisma.Sql)
  return conditions.length > 0 ? Prisma.sql`and ${Prisma.join(conditions, ' and ')}` : Prisma.empty
}

/** Whether the source of a row under the alias ever passed DMARC for the domain, on any day; false where it could not be read. */
export function everPassed(row: Prisma.Sql, domainId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (select 1 from daily_source x where x."organizationId" = ${row}."organizationId"
    and x."domainId" = ${domainId} and x."sourceIp" = ${row}."sourceIp" and x.verdict = 'pass')`
}

/** Fields of a filter that are columns of a record. */
export const COLUMNS = ['headerFrom', 'envelopeFrom', 'envelopeTo', 'override'] as const

/** Fields of a filter that are about the entries of `authResults`. */
export const AUTH_FIELDS = {
  dkimDomain: { kind: 'dkim', key: 'domain' },
  dkimSelector: { kind: 'dkim', key: 'selector' },
  dkimResult: { kind: 'dkim', key: 'result' },
  spfDomain: { kind: 'spf', key: 'domain' },
  spfResult: { kind: 'spf', key: 'result' },
} as const
export type AuthField = keyof typeof AUTH_FIELDS

function columnIs(column: (typeof COLUMNS)[number], value: string): Prisma.Sql {
  const name = Prisma.raw(`d."${column}"${column === 'override' ? '::text' : ''}`)
  return value === MISSING ? Prisma.sql`${name} is null` : Prisma.sql`${name} = ${value === NULL_SENDER ? '' : value}`
}

/** What is asked for must stand in one entry together; what is missing must be missing from all. */
function authConditions(kind: 'dkim' | 'spf', filter: Filter): Prisma.Sql[] {
  const asked = (Object.keys(AUTH_FIELDS) as AuthField[]).filter(
    (field) => AUTH_FIELDS[field].kind === kind && filter[field] !== null,
  )
  const entries = Prisma.sql`select 1 from jsonb_array_elements(d."authResults" -> ${kind}::text) e`
  const present = asked.filter((field) => filter[field] !== MISSING)
  const equal = present.map((field) => Prisma.sql`e ->> ${AUTH_FIELDS[field].key}::text = ${filter[field]}`)
  const missing = asked
    .filter((field) => filter[field] === MISSING)
    .map((field) => Prisma.sql`not exists (${entries} where e ->> ${AUTH_FIELDS[field].key}::text is not null)`)
  return equal.length > 0 ? [Prisma.sql`exists (${entries} where ${Prisma.join(equal, ' and ')})`, ...missing] : missing
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
