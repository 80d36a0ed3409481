import { Prisma } from '#generated/prisma/client.ts'
import type { Via } from '#generated/prisma/enums.ts'

import type { IngestAddress } from '../checks/check.ts'
import { prisma, prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { listReceiverHabits, silentDays } from './list-receiver-habits.ts'
import type { ReceiverHabit } from './rows.ts'

/** What arrived about a domain. Of mails and of the way of a report nothing is told to who is limited to domains. */
export type Arrivals = {
  domain: string
  /** When the newest report was stored, ISO 8601, and how it came. */
  lastReportAt: string | null
  lastReportVia: Via | null
  /** When the last mail came to an address made for this domain, and to any of the organization. */
  lastMailHereAt: string | null
  lastMailAt: string | null
  /** Mails with something about the domain that wait for a decision. */
  quarantined: number
  /** Receivers that reported by habit and stopped, who did so most often first. */
  silent: (ReceiverHabit & { silentDays: number })[]
}

/** @returns null when the organization has no such domain. */
export async function getArrivals(
  tenant: Tenant,
  { domain, today }: { domain: string; today: string },
): Promise<Arrivals | null> {
  const { organizationId } = tenant
  const found = await prismaOf(tenant).domain.findFirst({ where: { organizationId, name: domain } })
  if (!found) return null
  const [report, mail, quarantined, habits] = await Promise.all([
    getLastReport(tenant, found.id),
    getLastMail(tenant, domain),
    countQuarantined(tenant, domain),
    listReceiverHabits(tenant, { domain, today }),
  ])
  const silent = habits.map((habit) => ({ ...habit, silentDays: silentDays(habit, today) }))
  return {
    domain,
    lastReportAt: report?.at.toISOString() ?? null,
    lastReportVia: report?.via ?? null,
    lastMailHereAt: mail?.here?.toISOString() ?? null,
    lastMailAt: mail?.any?.toISOString() ?? null,
    quarantined,
    silent: silent.filter((habit) => habit.silentDays > 0).toSorted((a, b) => b.days - a.days),
  }
}

/** The addresses that the organization gives out for reports, those that take no more mail among them. */
export async function listRuaAddresses(organizationId: string): Promise<IngestAddress[]> {
  return prisma().ingestAddress.findMany({
    where: { organizationId, purpose: 'rua' },
    select: { token: true, domain: true, enabled: true, retiresAt: true },
    orderBy: { createdAt: 'desc' },
  })
}

async function getLastReport(tenant: Tenant, domainId: string): Promise<{ at: Date; via: Via | null } | undefined> {
  const rows = await prismaOf(tenant).$queryRaw<{ at: Date; via: Via | null }[]>(
    Prisma.sql`select p."createdAt" as at, s.via::text as via from report p
      left join submission s on s."organizationId" = p."organizationId" and s.id = p."submissionId"
      where p."organizationId" = ${tenant.organizationId}::uuid and p."domainId" = ${domainId}::uuid
      order by p."createdAt" desc limit 1`,
  )
  return rows[0]
}

/** Ids of submissions grow with time, so the index of each address leads to its last one. */
async function getLastMail(
  tenant: Tenant,
  domain: string,
): Promise<{ here: Date | null; any: Date | null } | undefined> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<{ here: Date | null; any: Date | null }[]>(
    Prisma.sql`select max(l.at) filter (where a.domain = ${domain}) as here, max(l.at) as any
      from ingest_address a cross join lateral (
        select s."receivedAt" as at from submission s
        where s."organizationId" = ${organizationId}::uuid and s."ingestToken" = a.token order by s.id desc limit 1) l
      where a."organizationId" = ${organizationId}::uuid and a.purpose = 'rua'`,
  )
  return rows[0]
}

async function countQuarantined(tenant: Tenant, domain: string): Promise<number> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<{ count: number }[]>(
    Prisma.sql`select count(distinct "submissionId")::float8 as count from document
      where "organizationId" = ${organizationId}::uuid and domain = ${domain} and status = 'quarantined'`,
  )
  return rows[0]!.count
}
