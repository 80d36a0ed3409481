import { PrismaPg } from '@prisma/adapter-pg'

import { PrismaClient } from '#generated/prisma/client.ts'

import { database } from './database.ts'
import type { Tenant } from './tenant.ts'

/** Queries read through Prisma. It is large, so processes that only write do without it. */

/** Every query is a transaction (`prismaOf`): it waits for a connection as long as the pool lets it, and then takes the time it takes. */
const PATIENCE = { maxWait: 10_000, timeout: 600_000 }

// One for each process, like the pool that it reads through.
const held = globalThis as { signetPrisma?: PrismaClient }

/** The client of the process's database, made at first use. It sees what belongs to no organization; `prismaOf` sees the rest. */
export function prisma(): PrismaClient {
  if (held.signetPrisma) return held.signetPrisma
  const { pool, beforeEnd } = database()
  const client = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: PATIENCE })
  beforeEnd.push(async () => {
    delete held.signetPrisma
    await client.$disconnect()
  })
  held.signetPrisma = client
  return client
}

/** The client whose every operation is a transaction as this tenant. */
export function prismaOf({ organizationId, domainIds }: Tenant) {
  const client = prisma()
  const domains = domainIds && `{${domainIds.join(',')}}`
  return client.$extends({
    query: {
      $allOperations: async ({ args, query }) => {
        const [, result] = await client.$transaction([
          client.$queryRaw`select set_config('app.organization_id', ${organizationId}, true),
            set_config('app.domain_ids', coalesce(${domains}, ''), true)`,
          query(args) as ReturnType<typeof client.$queryRaw>,
        ])
        return result
      },
    },
  })
}
