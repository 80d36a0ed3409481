import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { ICLOUD } from '../receivers/apple-receivers.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { COUNTS, counted, countedConditions, passRate, reportConditions } from './conditions.ts'
import type { ReceiverRow } from './rows.ts'

type Raw = Omit<ReceiverRow, 'passRate' | 'isIcloud'>

/** Receivers with the most messages first. iCloud always has its row, and it is the last one. */
export async function listReceivers(tenant: Tenant, filter: Filter): Promise<ReceiverRow[]> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<Raw[]>(
    Prisma.sql`with sums as (
        select d."receiverId" as id, ${COUNTS},
          coalesce(sum(d.messages) filter (where d.disposition = 'quarantine'), 0)::float8 as quarantine,
          coalesce(sum(d.messages) filter (where d.disposition = 'reject'), 0)::float8 as reject
        from ${counted(organizationId, filter)}
        where ${countedConditions(organizationId, filter)} group by 1),
      reported as (
        select p."receiverId" as id, count(*)::float8 as reports, max(p."end") as last from report p
        where ${reportConditions(organizationId, filter)} group by 1)
      select r.id, r.name, coalesce(sums.messages, 0) as messages, coalesce(sums.pass, 0) as pass,
        coalesce(sums.fail, 0) as fail, coalesce(sums.quarantine, 0) as quarantine, coalesce(sums.reject, 0) as reject,
        coalesce(reported.reports, 0) as reports,
        to_char(reported.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastReportAt"
      from receiver r left join sums using (id) left join reported using (id)
      where r."organizationId" = ${organizationId}::uuid and (sums.id is not null or reported.id is not null)
      order by messages desc, r.id`,
  )
  const receivers = rows.map((row) => ({
    ...row,
    name: receiverName(row.id) ?? row.name,
    passRate: passRate(row),
    isIcloud: row.id === ICLOUD,
  }))
  const icloud = receivers.find((row) => row.isIcloud) ?? silentIcloud()
  return [...receivers.filter((row) => !row.isIcloud), icloud]
}

function silentIcloud(): ReceiverRow {
  const none = {
    messages: 0,
    pass: 0,
    fail: 0,
    passRate: null,
    quarantine: 0,
    reject: 0,
    reports: 0,
    lastReportAt: null,
  }
  return { id: ICLOUD, name: receiverName(ICLOUD) ?? 'iCloud', isIcloud: true, ...none }
}

/** The names of all receivers that ever reported, by id, whatever the window. */
export async function listReceiverNames(tenant: Tenant): Promise<Record<string, string>> {
  const rows = await prismaOf(tenant).receiver.findMany({ where: { organizationId: tenant.organizationId } })
  const named = rows.map(({ id, name }) => [id, receiverName(id) ?? name] as const)
  return Object.fromEntries(named.toSorted(([, a], [, b]) => a.localeCompare(b, 'en')))
}
