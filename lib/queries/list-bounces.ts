import { Prisma } from '#generated/prisma/client.ts'

import type { BounceFilter } from '../bounce-filter.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { bounceConditions, withinDays } from './bounce-conditions.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { BounceCounts, BounceRow } from './rows.ts'

/** Within what Postgres takes for an instant. */
const SECONDS_MAX = 1e11

/** What a cursor of this list holds. */
export const BOUNCES_CURSOR: CursorShape = ['number', 'uuid']

/** Bounces, newest first. */
export async function listBounces(
  tenant: Tenant,
  filter: BounceFilter,
  { limit, cursor }: Page,
): Promise<{ bounces: BounceRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [at, id] = decodeCursor(cursor, BOUNCES_CURSOR) ?? []
  const seconds = Math.max(-SECONDS_MAX, Math.min(Number(at) / 1000, SECONDS_MAX))
  const after =
    at === undefined
      ? Prisma.empty
      : Prisma.sql`and (b.at, b.id) < (to_timestamp(${seconds})::timestamptz(3), ${String(id)}::uuid)`
  const rows = await readBounces(tenant, Prisma.sql`${bounceConditions(organizationId, filter)} ${after}`, limit + 1)
  const [bounces, nextCursor] = cutPage(rows, limit, (row) => [Date.parse(row.at), row.id])
  return { bounces, nextCursor }
}

/** Bounces under the alias `b`. Who sees some domains only sees no sighting, since a submission may tell of others. */
export async function readBounces(tenant: Tenant, where: Prisma.Sql, limit: number): Promise<BounceRow[]> {
  const rows = await prismaOf(tenant).$queryRaw<BounceRow[]>(
    Prisma.sql`with part as (select * from bounce b where ${where} order by b.at desc, b.id desc limit ${limit})
      select b.id, s."submissionId", b.kind::text as kind,
        to_char(b.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        b."receiverId" as receiver, coalesce(v.name, b."receiverId") as "receiverName", b."isIcloud",
        b."appleBasis" as basis, b."appleCertainty" as certainty, b.proof is not null as verified, b.proof,
        b."recipientDomain", b."remoteHost", b.code, b."replyGroup" as "group", b.status, b."smtpCode", b.reply, b.phase,
        b."replyClass" as class, host(b."sourceIp") as "sourceIp", b."headerFrom"
      from part b
      left join receiver v on v."organizationId" = b."organizationId" and v.id = b."receiverId"
      left join lateral (select "submissionId" from bounce_sighting s
        where s."organizationId" = b."organizationId" and s."bounceId" = b.id
        order by s."submissionId", s.ordinal limit 1) s on true
      order by b.at desc, b.id desc`,
  )
  return rows.map((row) => ({
    ...row,
    receiverName: row.receiver === null ? null : (receiverName(row.receiver) ?? row.receiverName),
  }))
}

/** How many there are: of each kind those that are verified, and apart from them all that are not. */
export async function countBounces(tenant: Tenant, filter: BounceFilter): Promise<BounceCounts> {
  const rows = await prismaOf(tenant).$queryRaw<{ kind: BounceRow['kind']; verified: boolean; bounces: number }[]>(
    Prisma.sql`select b.kind::text as kind, b.proof is not null as verified, count(*)::float8 as bounces from bounce b
      where ${bounceConditions(tenant.organizationId, filter)} group by 1, 2`,
  )
  const counts: BounceCounts = { refused: 0, deferred: 0, suppressed: 0, unreachable: 0, unverified: 0 }
  for (const { kind, verified, bounces } of rows) counts[verified ? kind : 'unverified'] += bounces
  return counts
}

/** Who received what did not arrive in these days, by id: names in the order of the alphabet. */
export async function listBounceReceivers(
  tenant: Tenant,
  { from, to }: Pick<BounceFilter, 'from' | 'to'>,
): Promise<Record<string, string>> {
  const days = { from, to, domain: null, source: null }
  const rows = await prismaOf(tenant).$queryRaw<{ id: string; name: string | null }[]>(
    Prisma.sql`select b.id, v.name from (
        select distinct b."receiverId" as id from bounce b
        where b."receiverId" is not null and ${withinDays(tenant.organizationId, days, Prisma.sql`b`)}) b
      left join receiver v on v."organizationId" = ${tenant.organizationId}::uuid and v.id = b.id`,
  )
  const named = rows.map(({ id, name }) => [id, receiverName(id) ?? name ?? id] as const)
  return Object.fromEntries(named.toSorted(([, a], [, b]) => a.localeCompare(b, 'en')))
}

/** Whether there is any bounce at all. */
export async function hasBounces(tenant: Tenant): Promise<boolean> {
  const { organizationId } = tenant
  return (await prismaOf(tenant).bounce.findFirst({ where: { organizationId }, select: { id: true } })) !== null
}
