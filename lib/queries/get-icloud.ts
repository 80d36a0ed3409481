import { Prisma } from '#generated/prisma/client.ts'

import { appleDomain } from '../apple/apple-domain.ts'
import { APPLE_NETWORKS } from '../apple/apple-network.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { APPLE, ICLOUD } from '../receivers/apple-receivers.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { reportConditions, rowConditions } from './conditions.ts'
import { listSourcesWithin } from './list-sources.ts'
import type { AppleRecipientRow, IcloudEvidence } from './rows.ts'

const ROWS_MAX = 100

/** What the reports of a window say of Apple: as a receiver (reports, recipients) and, apart from that, as a source. */
export async function getIcloud(tenant: Tenant, filter: Filter): Promise<IcloudEvidence> {
  const { organizationId } = tenant
  const [[reported], recipients, sources] = await Promise.all([
    prismaOf(tenant).$queryRaw<[{ reports: number }]>(
      Prisma.sql`select count(*)::float8 as reports from report p
        where ${reportConditions(organizationId, filter)} and p."receiverId" in (${ICLOUD}, ${APPLE})`,
    ),
    listRecipients(tenant, filter),
    listSourcesWithin(tenant, filter, { networks: [...APPLE_NETWORKS], limit: ROWS_MAX }),
  ])
  return { reports: reported.reports, recipients, sources }
}

/** Messages whose envelope recipient was at Apple, as the receivers that say so reported them. */
async function listRecipients(tenant: Tenant, filter: Filter): Promise<AppleRecipientRow[]> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<Omit<AppleRecipientRow, 'evidence'>[]>(
    Prisma.sql`select d."envelopeTo" as domain, p."receiverId" as receiver, v.name as "receiverName",
        sum(d.count)::float8 as messages, coalesce(sum(d.count) filter (where d.verdict = 'pass'), 0)::float8 as pass,
        coalesce(sum(d.count) filter (where d.verdict = 'fail'), 0)::float8 as fail
      from report p
      join record d on d."organizationId" = p."organizationId" and d."reportId" = p.id
      join receiver v on v."organizationId" = p."organizationId" and v.id = p."receiverId"
      where d."toApple" and d.day between ${filter.from}::date and ${filter.to}::date
        and ${reportConditions(organizationId, filter)} ${rowConditions(filter, Prisma.sql`p."domainId"`)}
      group by 1, 2, 3 order by messages desc, 1, 2 limit ${ROWS_MAX}`,
  )
  return rows.map((row) => ({
    ...row,
    evidence: appleDomain(row.domain)?.evidence ?? '',
    receiverName: receiverName(row.receiver) ?? row.receiverName,
  }))
}
