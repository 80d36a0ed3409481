import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { APPLE, ICLOUD } from '../receivers/apple-receivers.ts'
import { VERIFIED, ofDomainAndSource, withinDays } from './bounce-conditions.ts'
import { passRate } from './conditions.ts'
import type { ComplaintDay, IcloudBounces, IcloudDay, IcloudSource, IcloudTag } from './rows.ts'

const ROWS_MAX = 100
/** What names a refusal in words and charts. */
const TAG = Prisma.sql`coalesce(b.code, b."replyGroup", b."replyClass")`
/** Carriers that tell of accepted messages as well as of refused ones; the others tell of refused ones alone. */
const TELLS_BOTH = Prisma.sql`exists (select 1 from bounce_sighting s where s."organizationId" = b."organizationId"
  and s."bounceId" = b.id and s.carrier not in ('dsn', 'text'))`

/** What Apple's hosts answered to mail of one's own, in the window, about the domain and from the source of the filter. */
export async function getIcloudBounces(tenant: Tenant, filter: Filter): Promise<IcloudBounces> {
  const [totals, tags, days, sources, complaints] = await Promise.all([
    countAll(tenant, filter),
    listTags(tenant, filter),
    listIcloudDays(tenant, filter),
    listSourcesRefused(tenant, filter),
    listComplaints(tenant, filter),
  ])
  return { ...totals, tags, days, sources, complaints }
}

type Totals = Omit<IcloudBounces, 'tags' | 'days' | 'sources' | 'complaints'>

async function countAll(tenant: Tenant, filter: Filter): Promise<Totals> {
  const { organizationId } = tenant
  const [row] = await prismaOf(tenant).$queryRaw<[Omit<Totals, 'refusedRate'>]>(
    Prisma.sql`select ${counted('refused')} as refused, ${counted('deferred')} as deferred,
        ${counted('unreachable')} as unreachable,
        count(*) filter (where ${VERIFIED} and b.kind = 'suppressed' and b."receiverId" = ${ICLOUD})::float8 as suppressed,
        count(*) filter (where b.proof is null and b."isIcloud")::float8 as unverified,
        count(*) filter (where ${REFUSED} and ${TELLS_BOTH})::float8 as "refusedWithAccepted",
        (select count(*)::float8 from delivery d
          where d."isIcloud" and ${withinDays(organizationId, filter, Prisma.sql`d`)}) as accepted
      from bounce b where ${withinDays(organizationId, filter, Prisma.sql`b`)}
        and (b."isIcloud" or b."receiverId" = ${ICLOUD})`,
  )
  return { ...row, refusedRate: rateOf(tenant, row) }
}

const REFUSED = Prisma.sql`${VERIFIED} and b."isIcloud" and b.kind = 'refused'`

function counted(kind: 'refused' | 'deferred' | 'unreachable'): Prisma.Sql {
  return Prisma.sql`count(*) filter (where ${VERIFIED} and b."isIcloud" and b.kind = ${kind}::bounce_kind)::float8`
}

/** Who sees some domains only sees no sighting, and so not which refusals may be held against what was accepted. */
function rateOf(tenant: Tenant, counts: { refusedWithAccepted: number; accepted: number }): number | null {
  const { refusedWithAccepted, accepted } = counts
  return tenant.domainIds || accepted === 0 ? null : refusedWithAccepted / (refusedWithAccepted + accepted)
}

async function listTags(tenant: Tenant, filter: Filter): Promise<IcloudTag[]> {
  return prismaOf(tenant).$queryRaw<IcloudTag[]>(
    Prisma.sql`select b.code, b."replyGroup" as group, b."replyClass" as class, count(*)::float8 as refused,
        to_char(max(b.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastAt"
      from bounce b where ${REFUSED} and ${withinDays(tenant.organizationId, filter, Prisma.sql`b`)}
      group by 1, 2, 3 order by refused desc, 1, 2, 3 limit ${ROWS_MAX}`,
  )
}

async function listIcloudDays(tenant: Tenant, filter: Filter): Promise<IcloudDay[]> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<{ day: string; kind: string; tag: string; messages: number }[]>(
    Prisma.sql`select to_char(b.at at time zone 'UTC', 'YYYY-MM-DD') as day, b.kind::text as kind, ${TAG} as tag,
        count(*)::float8 as messages
      from bounce b where ${VERIFIED} and b."isIcloud" and b.kind in ('refused', 'deferred')
        and ${withinDays(organizationId, filter, Prisma.sql`b`)} group by 1, 2, 3
      union all
      select to_char(d.at at time zone 'UTC', 'YYYY-MM-DD'), 'accepted', '', count(*)::float8
      from delivery d where d."isIcloud" and ${withinDays(organizationId, filter, Prisma.sql`d`)} group by 1`,
  )
  const days = new Map<string, IcloudDay>()
  for (const { day: name, kind, tag, messages } of rows) {
    const day = days.get(name) ?? { day: name, refused: {}, deferred: 0, accepted: 0 }
    if (kind === 'refused') day.refused[tag] = (day.refused[tag] ?? 0) + messages
    else day[kind as 'deferred' | 'accepted'] += messages
    days.set(name, day)
  }
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

type SourceCounts = Omit<IcloudSource, 'elsewhere' | 'refusedRate'> & { refusedWithAccepted: number }

/** Sources of which Apple refused or put off messages, the most refused first. */
async function listSourcesRefused(tenant: Tenant, filter: Filter): Promise<IcloudSource[]> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<SourceCounts[]>(
    Prisma.sql`with refused as (
        select b."sourceIp", ${counted('refused')} as refused, ${counted('deferred')} as deferred,
          count(*) filter (where ${REFUSED} and ${TELLS_BOTH})::float8 as "refusedWithAccepted"
        from bounce b where ${VERIFIED} and b."isIcloud" and b.kind in ('refused', 'deferred')
          and ${withinDays(organizationId, filter, Prisma.sql`b`)} group by 1)
      select host(r."sourceIp") as ip, r.refused, r.deferred, r."refusedWithAccepted",
        (select count(*)::float8 from delivery d where d."isIcloud" and d."sourceIp" is not distinct from r."sourceIp"
          and ${withinDays(organizationId, filter, Prisma.sql`d`)}) as accepted
      from refused r order by r.refused desc, r.deferred desc, r."sourceIp" limit ${ROWS_MAX}`,
  )
  const elsewhere = await listElsewhere(
    tenant,
    filter,
    rows.flatMap(({ ip }) => ip ?? []),
  )
  return rows.map(({ refusedWithAccepted, ...row }) => ({
    ...row,
    refusedRate: rateOf(tenant, { refusedWithAccepted, accepted: row.accepted }),
    elsewhere: (row.ip !== null && elsewhere.get(row.ip)) || null,
  }))
}

/** What receivers other than Apple reported of these sources in the window. */
async function listElsewhere(
  tenant: Tenant,
  filter: Filter,
  ips: string[],
): Promise<Map<string, NonNullable<IcloudSource['elsewhere']>>> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<{ ip: string; messages: number; pass: number }[]>(
    Prisma.sql`select host(d."sourceIp") as ip, sum(d.messages)::float8 as messages,
        coalesce(sum(d.messages) filter (where d.verdict = 'pass'), 0)::float8 as pass
      from daily_source d
      where d."organizationId" = ${organizationId}::uuid and d.day between ${filter.from}::date and ${filter.to}::date
        and d."sourceIp" = any (${ips}::inet[]) and d."receiverId" not in (${ICLOUD}, ${APPLE})
        ${ofDomainAndSource(organizationId, { domain: filter.domain, source: null }, Prisma.sql`d`)} group by 1`,
  )
  return new Map(rows.map(({ ip, ...counts }) => [ip, { ...counts, passRate: passRate(counts) }]))
}

async function listComplaints(tenant: Tenant, filter: Filter): Promise<ComplaintDay[]> {
  const { organizationId } = tenant
  return prismaOf(tenant).$queryRaw<ComplaintDay[]>(
    Prisma.sql`select to_char(c.day, 'YYYY-MM-DD') as day, host(c."sourceIp") as source, count(*)::float8 as complaints
      from complaint c
      where c."organizationId" = ${organizationId}::uuid and c.proof is not null
        and c.day between ${filter.from}::date and ${filter.to}::date
        ${ofDomainAndSource(organizationId, filter, Prisma.sql`c`)}
      group by 1, c."sourceIp" order by 1 desc, complaints desc, c."sourceIp" limit ${ROWS_MAX}`,
  )
}
