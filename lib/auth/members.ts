import { prisma } from '../db/prisma.ts'
import { isUuid } from '../queries/is-uuid.ts'
import { auth } from './auth.ts'
import { type LibraryRefusal, orRefusal } from './library-refusal.ts'
import type { Role } from './roles.ts'

export type MemberRow = {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  domains: string[]
  createdAt: string
}

/** The members of an organization in the order in which they came. */
export async function listMembers(organizationId: string): Promise<MemberRow[]> {
  const rows = await prisma().member.findMany({
    where: { organizationId },
    include: { user: { select: { name: true, email: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, userId, role, domains, createdAt, user }) => ({
    id,
    userId,
    ...user,
    role: role as Role,
    domains,
    createdAt: createdAt.toISOString(),
  }))
}

export async function findMember(organizationId: string, id: string): Promise<MemberRow | null> {
  return isUuid(id) ? ((await listMembers(organizationId)).find((member) => member.id === id) ?? null) : null
}

/** @param domains of a viewer; of everybody else they are forgotten. */
export async function changeMember(
  {
    organizationId,
    memberId,
    role,
    domains,
  }: { organizationId: string; memberId: string; role: Role; domains: string[] },
  headers: Headers,
): Promise<LibraryRefusal | null> {
  const { refusal } = await orRefusal(() =>
    auth().api.updateMemberRole({ body: { organizationId, memberId, role }, headers }),
  )
  if (refusal) return refusal
  await setDomains(organizationId, memberId, role === 'viewer' ? domains : [])
  return null
}

export async function setDomains(organizationId: string, id: string, domains: string[]): Promise<void> {
  await prisma().member.updateMany({ where: { organizationId, id }, data: { domains } })
}

export async function removeMember(
  { organizationId, memberId }: { organizationId: string; memberId: string },
  headers: Headers,
): Promise<LibraryRefusal | null> {
  const { refusal } = await orRefusal(() =>
    auth().api.removeMember({ body: { organizationId, memberIdOrEmail: memberId }, headers }),
  )
  return refusal
}
