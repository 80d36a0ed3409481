import { Prisma } from '#generated/prisma/client.ts'

import type { Carrier } from '../bounce/delivery.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { isUuid } from './is-uuid.ts'
import { readBounces } from './list-bounces.ts'
import type { BounceDetail } from './rows.ts'

/** One bounce with all that is known of it; null when there is none with this id. */
export async function getBounce(tenant: Tenant, id: string): Promise<BounceDetail | null> {
  const { organizationId } = tenant
  if (!isUuid(id)) return null
  const key = { organizationId_id: { organizationId, id } }
  const [[row], stored] = await Promise.all([
    readBounces(tenant, Prisma.sql`b."organizationId" = ${organizationId}::uuid and b.id = ${id}::uuid`, 1),
    prismaOf(tenant).bounce.findUnique({
      where: key,
      include: { sightings: { orderBy: [{ submissionId: 'asc' }, { ordinal: 'asc' }] } },
    }),
  ])
  if (!row || !stored) return null
  const { remoteIp, envelopeFrom, reportingHost, namedIps, txnId } = stored
  return {
    ...row,
    remoteIp,
    envelopeFrom,
    reportingHost,
    namedIps,
    txnId,
    quotedBy: stored.quotedBy as BounceDetail['quotedBy'],
    hasReturnedHeaders: stored.returnedHeaders !== null,
    sightings: stored.sightings.map(({ submissionId, carrier, at }) => ({
      submissionId,
      carrier: carrier as Carrier,
      at: at.toISOString(),
    })),
  }
}
