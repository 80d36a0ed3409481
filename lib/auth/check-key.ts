import { defaultKeyHasher } from '@better-auth/api-key'

import type { Organization } from '../db/organization.ts'
import { prisma } from '../db/prisma.ts'
import type { KeyActor } from './access.ts'
import { auth } from './auth.ts'
import { isScope } from './roles.ts'

/** The library checks a key, and notes its use, at most this often; what it costs is more than most requests. */
const USED_MS = 60_000
const KNOWN_MAX = 1_000
const LENGTH_MAX = 512

/** Keys that were good, by hash, with the moment at which the library said so. */
const known = new Map<string, { id: string; at: number }>()

export type CheckedKey = { organization: Organization; actor: KeyActor }

/** The key and its organization as they are now, however recently it was good; null for one that is no good (any more). */
export async function checkKey(key: string): Promise<CheckedKey | null> {
  if (key.length > LENGTH_MAX) return null
  const hash = await defaultKeyHasher(key)
  const seen = known.get(hash)
  if (seen && Date.now() - seen.at < USED_MS) return readKey(seen.id)
  known.delete(hash)
  const { valid, key: found } = await auth().api.verifyApiKey({ body: { key } })
  if (!valid || !found) return null
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(hash, { id: found.id, at: Date.now() })
  return readKey(found.id)
}

const asked = new Map<string, Promise<CheckedKey | null>>()

/** However many ask for the same key at the same time, one of them asks the database. */
function readKey(id: string): Promise<CheckedKey | null> {
  const running = asked.get(id)
  if (running) return running
  const asking = findKey(id).finally(() => asked.delete(id))
  asked.set(id, asking)
  return asking
}

async function findKey(id: string): Promise<CheckedKey | null> {
  const found = await prisma().apikey.findFirst({
    where: { id, enabled: true, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    select: { name: true, permissions: true, organization: { select: { id: true, name: true, isDemo: true } } },
  })
  if (!found) return null
  const actor: KeyActor = { kind: 'key', id, name: found.name ?? '', scopes: readScopes(found.permissions) }
  return { organization: found.organization, actor }
}

export function readScopes(permissions: string | null): KeyActor['scopes'] {
  const { signet = [] } = JSON.parse(permissions ?? '{}') as { signet?: unknown[] }
  return signet.filter(isScope)
}
