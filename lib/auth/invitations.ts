import { prisma } from '../db/prisma.ts'
import { isUuid } from '../queries/is-uuid.ts'
import type { SignedIn } from './access.ts'
import { auth } from './auth.ts'
import { createUser } from './create-user.ts'
import { type LibraryRefusal, orRefusal } from './library-refusal.ts'
import { setDomains } from './members.ts'
import type { Role } from './roles.ts'
import { type Session, signIn } from './sign-in.ts'

export type InvitationRow = {
  id: string
  email: string
  role: Role
  domains: string[]
  organization: { id: string; name: string }
  invitedBy: string
  createdAt: string
  expiresAt: string
}

const OPEN = () => ({ status: 'pending', expiresAt: { gt: new Date() } })
const WITH = { organization: { select: { id: true, name: true } }, inviter: { select: { name: true } } } as const

/** Invitations that can still be accepted, newest first. Whoever reads them can let somebody in. */
export async function listInvitations(organizationId: string): Promise<InvitationRow[]> {
  const rows = await prisma().invitation.findMany({
    where: { organizationId, ...OPEN() },
    include: WITH,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(toRow)
}

/** An invitation that can still be accepted, for who has its link. */
export async function findInvitation(id: string): Promise<InvitationRow | null> {
  if (!isUuid(id)) return null
  const row = await prisma().invitation.findFirst({ where: { id, ...OPEN() }, include: WITH })
  return row && toRow(row)
}

type Raw = Omit<InvitationRow, 'role' | 'invitedBy' | 'createdAt' | 'expiresAt'> & {
  role: string | null
  inviter: { name: string }
  createdAt: Date
  expiresAt: Date
}

function toRow({ id, email, role, domains, organization, inviter, createdAt, expiresAt }: Raw): InvitationRow {
  return {
    id,
    email,
    role: role as Role,
    domains,
    organization,
    invitedBy: inviter.name,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}

export type Invite = { organizationId: string; email: string; role: Role; domains: string[] }

/** Invites somebody; an invitation of before to the same address is void. */
export async function invite(
  { organizationId, email, role, domains }: Invite,
  headers: Headers,
): Promise<{ done: { id: string }; refusal: null } | { done: null; refusal: LibraryRefusal }> {
  return orRefusal(() =>
    auth().api.createInvitation({ body: { organizationId, email: email.toLowerCase(), role, domains }, headers }),
  )
}

/** @returns the invitation that was taken back, or null when the organization has no open one with this id. */
export async function cancelInvitation(organizationId: string, id: string): Promise<InvitationRow | null> {
  const found = (await listInvitations(organizationId)).find((one) => one.id === id)
  if (!found) return null
  await prisma().invitation.updateMany({
    where: { id, organizationId, status: 'pending' },
    data: { status: 'canceled' },
  })
  return found
}

/** Accepts an invitation for who is signed in under its address. */
export async function accept(invitation: InvitationRow, headers: Headers): Promise<LibraryRefusal | null> {
  const { done, refusal } = await orRefusal(() =>
    auth().api.acceptInvitation({ body: { invitationId: invitation.id }, headers }),
  )
  if (refusal) return refusal
  if (invitation.role === 'viewer') await setDomains(invitation.organization.id, done!.member.id, invitation.domains)
  return null
}

/** Makes the account that an invitation is for, signs it in and accepts. Null when the address has an account already. */
export async function acceptAsNew(
  invitation: InvitationRow,
  { name, password }: { name: string; password: string },
  headers: Headers,
): Promise<{ session: Session; refusal: LibraryRefusal | null } | null> {
  const { email } = invitation
  if (!(await createUser({ email, name, password }))) return null
  const session = (await signIn({ email, password }, headers))!
  const own = new Headers({ cookie: session.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') })
  return { session, refusal: await accept(invitation, own) }
}

export function isFor({ email }: InvitationRow, { user }: SignedIn): boolean {
  return email.toLowerCase() === user.email.toLowerCase()
}

/** Only who has an invitation to the address learns this. */
export async function hasAccount(email: string): Promise<boolean> {
  return (await prisma().user.count({ where: { email: email.toLowerCase() } })) > 0
}
