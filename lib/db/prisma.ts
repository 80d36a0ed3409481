import { PrismaPg } from '@prisma/adapter-pg'

import { PrismaClient } from '#generated/prisma/client.ts'

import { database } from './database.ts'

/** Queries read through Prisma. It is large, so processes that only write do without it. */

// One for each process, like the pool that it reads through.
const held = globalThis as { signetPrisma?: PrismaClient }

/** The client of the process's database, made at first use. */
export function prisma(): PrismaClient {
  if (held.signetPrisma) return held.signetPrisma
  const { pool, beforeEnd } = database()
  const client = new PrismaClient({ adapter: new PrismaPg(pool) })
  beforeEnd.push(async () => {
    delete held.signetPrisma
    await client.$disconnect()
  })
  held.signetPrisma = client
  return client
}
