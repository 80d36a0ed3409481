import { prisma } from '../db/prisma.ts'
import { isUuid } from '../queries/is-uuid.ts'
import { readScopes } from './check-key.ts'
import type { Scope } from './roles.ts'
import { SEED_MARK } from './set-up.ts'

export type KeyRow = {
  id: string
  name: string
  /** The first characters, to know it by; null for a key that the environment gives. */
  start: string | null
  scopes: Scope[]
  createdAt: string
  /** To the minute. */
  lastUsedAt: string | null
  expiresAt: string | null
  /** It is SIGNET_API_KEY, which the next start makes again. */
  isSeeded: boolean
}

/** The keys of an organization, newest first. */
export async function listKeys(organizationId: string): Promise<KeyRow[]> {
  const rows = await prisma().apikey.findMany({
    where: { referenceId: organizationId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ id, name, start, permissions, createdAt, lastRequest, expiresAt, metadata }) => ({
    id,
    name: name ?? '',
    start,
    scopes: readScopes(permissions),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastRequest?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    isSeeded: metadata === SEED_MARK,
  }))
}

/** A key that is gone is good for nothing from then on, in every process. @returns null when there is none with this id. */
export async function revokeKey(organizationId: string, id: string): Promise<KeyRow | null> {
  const found = isUuid(id) ? (await listKeys(organizationId)).find((key) => key.id === id) : null
  if (!found) return null
  await prisma().apikey.deleteMany({ where: { id, referenceId: organizationId } })
  return found
}
