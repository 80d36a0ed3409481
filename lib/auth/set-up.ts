import { defaultKeyHasher } from '@better-auth/api-key'

import type { Config } from '../config.ts'
import { database } from '../db/database.ts'
import { inLock } from '../db/in-lock.ts'
import { firstOrganization } from '../db/organization.ts'
import { prisma } from '../db/prisma.ts'
import { createKey } from './create-key.ts'
import { type NewUser, addMember, createUser } from './create-user.ts'
import { isSetUpDue } from './set-up-token.ts'

/**
 * The first run. As long as there is no account, whoever has the token may make the first one, which owns the first organization and
 * with it everything that came in before.
 */

/** The advisory lock of whoever makes first accounts and keys. */
const LOCK = 0x51_67_4e_75

/** @returns the id of the owner, or null when there is an account by now. */
export function setUp(user: NewUser, organizationName: string | null): Promise<string | null> {
  return inLock(database().pool, LOCK, async () => {
    if (!(await isSetUpDue())) return null
    const organization = await firstOrganization()
    if (organizationName !== null)
      await prisma().organization.update({ where: { id: organization.id }, data: { name: organizationName.trim() } })
    const userId = await createUser(user)
    await addMember({ userId: userId!, organizationId: organization.id, role: 'owner', domains: [] })
    return userId
  })
}

const SEEDED = 'SIGNET_API_KEY'
export const SEED_MARK = JSON.stringify({ seeded: true })

/** What the environment asks for at each start: a first owner, and a key. */
export async function seed({ admin, apiKey }: Pick<Config, 'admin' | 'apiKey'>): Promise<void> {
  if ((await firstOrganization()).isDemo) return
  if (admin && (await isSetUpDue())) await setUp({ ...admin, name: admin.email.split('@', 1)[0]! }, null)
  await inLock(database().pool, LOCK, () => seedKey(apiKey))
}

/** The seeded key is the one that the environment says, or none; one that is there already keeps its id. */
async function seedKey(text: string | null): Promise<void> {
  const { id: organizationId } = await firstOrganization()
  const key = text && (await defaultKeyHasher(text))
  await prisma().apikey.deleteMany({ where: { metadata: SEED_MARK, key: { not: key ?? '' } } })
  if (text === null || (await prisma().apikey.findFirst({ where: { key: key! } }))) return
  const { id } = await createKey({ organizationId, name: SEEDED, scopes: ['admin'], expiresAt: null }, text)
  await prisma().apikey.update({ where: { id }, data: { metadata: SEED_MARK } })
}
