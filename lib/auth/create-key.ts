import { defaultKeyHasher } from '@better-auth/api-key'
import { generateRandomString } from 'better-auth/crypto'

import { auth } from './auth.ts'
import type { Scope } from './roles.ts'

export type NewKey = { organizationId: string; name: string; scopes: Scope[]; expiresAt: Date | null }

const PREFIX = 'sig_'
const RANDOM_LENGTH = 48
/** Of the key, kept to know it by. */
const START_LENGTH = 8

/**
 * Makes a key. Written as the library's own route writes it, which has no word for a key that is made without a person (by a
 * command, or at a start).
 * @param text the key itself where an operator gives it, otherwise it is made up.
 * @returns its id and, for the only time, the key itself.
 */
export async function createKey(
  { organizationId, name, scopes, expiresAt }: NewKey,
  text = `${PREFIX}${generateRandomString(RANDOM_LENGTH, 'a-z', 'A-Z', '0-9')}`,
): Promise<{ id: string; key: string }> {
  const { adapter } = await auth().$context
  const now = new Date()
  const isOwn = text.startsWith(PREFIX)
  const made = await adapter.create<Record<string, unknown>, { id: string }>({
    model: 'apikey',
    data: {
      configId: 'default',
      name,
      // Of a key that was given nothing is shown: it may be a word that is used elsewhere as well.
      start: isOwn ? text.slice(0, START_LENGTH) : null,
      prefix: isOwn ? PREFIX : null,
      key: await defaultKeyHasher(text),
      referenceId: organizationId,
      permissions: JSON.stringify({ signet: scopes }),
      enabled: true,
      rateLimitEnabled: false,
      requestCount: 0,
      expiresAt,
      createdAt: now,
      updatedAt: now,
    },
  })
  return { id: made.id, key: text }
}
