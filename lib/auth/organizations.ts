import { v7 as uuidv7 } from 'uuid'

import { prisma } from '../db/prisma.ts'
import { auth } from './auth.ts'
import { type LibraryRefusal, orRefusal } from './library-refusal.ts'

/** Makes an organization that who asks owns, and chooses it. Owners of another one may. */
export async function createOrganization(
  name: string,
  headers: Headers,
): Promise<{ done: { id: string }; refusal: null } | { done: null; refusal: LibraryRefusal }> {
  return orRefusal(async () => {
    const made = await auth().api.createOrganization({ body: { name: name.trim(), slug: uuidv7() }, headers })
    return { id: made!.id }
  })
}

export async function renameOrganization(id: string, name: string): Promise<void> {
  await prisma().organization.update({ where: { id }, data: { name: name.trim() } })
}
