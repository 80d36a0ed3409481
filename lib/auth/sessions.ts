import { prisma } from '../db/prisma.ts'
import { isUuid } from '../queries/is-uuid.ts'
import { auth } from './auth.ts'

export type SessionRow = {
  id: string
  /** The one that asks. */
  isThis: boolean
  createdAt: string
  expiresAt: string
  address: string | null
  userAgent: string | null
}

/** The sessions of an account that have not ended, newest first. */
export async function listSessions(userId: string, thisId: string): Promise<SessionRow[]> {
  const rows = await prisma().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ id, createdAt, expiresAt, ipAddress, userAgent }) => ({
    id,
    isThis: id === thisId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address: ipAddress || null,
    userAgent,
  }))
}

/** Ends a session of this account. @returns false when it has none with this id. */
export async function revokeSession(userId: string, id: string): Promise<boolean> {
  const found = isUuid(id) ? await prisma().session.findFirst({ where: { id, userId } }) : null
  if (!found) return false
  await (await auth().$context).internalAdapter.deleteSession(found.token)
  return true
}

/** Ends all sessions of an account but this one. */
export async function revokeOtherSessions(userId: string, keptId: string): Promise<void> {
  await prisma().session.deleteMany({ where: { userId, id: { not: keptId } } })
}
