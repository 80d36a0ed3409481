import { isLoopback, readConfig } from '../config.ts'
import { firstOrganization } from '../db/organization.ts'
import { prisma, prismaOf } from '../db/prisma.ts'
import { type Tenant, wholeOrganization } from '../db/tenant.ts'
import type { Access, Asker, Membership, SignedIn } from './access.ts'
import { auth } from './auth.ts'
import { checkKey } from './check-key.ts'
import { isThisMachine } from './client-address.ts'
import { isRole } from './roles.ts'

const NOBODY: Asker = { access: null, signedIn: null }

/**
 * Who asks: by a key where the request has one, else by the session of its cookie, else, in a demo on this machine alone, as a
 * guest. A key that is no good is nobody, whatever else came along; other words of Authorization are for a proxy in front.
 */
export async function readAsker(headers: Headers): Promise<Asker> {
  const authorization = headers.get('authorization') ?? ''
  if (/^Bearer\b/i.test(authorization)) return { access: await accessOfKey(authorization), signedIn: null }
  const session = await readSession(headers)
  if (session) return session
  return isGuest(headers) ? { access: await accessOfGuest(), signedIn: null } : NOBODY
}

async function accessOfKey(authorization: string): Promise<Access | null> {
  // A header holds bytes, and a key that an operator gave may hold any character.
  const key = Buffer.from(authorization.slice('Bearer'.length).trim(), 'latin1').toString()
  const found = key ? await checkKey(key) : null
  if (!found) return null
  const { organization, actor } = found
  return { organization, actor, tenant: wholeOrganization(organization.id) }
}

async function readSession(headers: Headers): Promise<Asker | null> {
  if (!headers.has('cookie')) return null
  const found = await auth().api.getSession({ headers })
  if (!found) return null
  const { user, session } = found
  const memberships = await listMemberships(user.id)
  const chosen =
    memberships.find(({ organization }) => organization.id === session.activeOrganizationId) ?? memberships[0]
  const signedIn: SignedIn = {
    user: { id: user.id, name: user.name, email: user.email },
    sessionId: session.id,
    memberships,
  }
  return { signedIn, access: chosen ? await accessOfMember(signedIn, chosen) : null }
}

async function listMemberships(userId: string): Promise<Membership[]> {
  const [members, first] = await Promise.all([
    prisma().member.findMany({
      where: { userId },
      include: { organization: { select: { id: true, name: true, isDemo: true } } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    firstOrganization(),
  ])
  return members.flatMap(({ id, role, domains, organization }) =>
    isRole(role) ? [{ memberId: id, role, domains, organization, isFirst: organization.id === first.id }] : [],
  )
}

async function accessOfMember({ user, sessionId }: SignedIn, chosen: Membership): Promise<Access> {
  const { organization, role, isFirst } = chosen
  const actor = { kind: 'user', ...user, sessionId, role, isFirst } as const
  return { organization, actor, tenant: await tenantOf(chosen) }
}

/** A viewer sees the domains that were named, and of those the ones that exist. */
async function tenantOf({ organization, role, domains }: Membership): Promise<Tenant> {
  const whole = wholeOrganization(organization.id)
  if (role !== 'viewer') return whole
  const found = await prismaOf(whole).domain.findMany({
    where: { organizationId: organization.id, name: { in: domains } },
    select: { id: true },
  })
  return { ...whole, domainIds: found.map(({ id }) => id) }
}

/** A demo is for whoever sits at this machine. */
function isGuest(headers: Headers): boolean {
  return isLoopback(readConfig().host) && isThisMachine(headers)
}

/** What makes an organization a demo is written when it is made, together with its data, and by nothing else. */
async function accessOfGuest(): Promise<Access | null> {
  const organization = await firstOrganization()
  if (!organization.isDemo) return null
  return { organization, actor: { kind: 'guest' }, tenant: wholeOrganization(organization.id) }
}
