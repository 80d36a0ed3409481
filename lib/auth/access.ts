import type { Organization } from '../db/organization.ts'
import type { Tenant } from '../db/tenant.ts'
import { OF_GUEST, OF_ROLE, OF_SCOPE, type Permission, type Role, type Scope } from './roles.ts'

/** Who asks, in which organization, and what they may do. Made by readAsker; who asks without any of it is nobody. */

/** `isFirst`: of the organization that the installation belongs to. */
export type Membership = {
  organization: Organization
  role: Role
  domains: string[]
  memberId: string
  isFirst: boolean
}

export type UserActor = {
  kind: 'user'
  id: string
  name: string
  email: string
  sessionId: string
  role: Role
  isFirst: boolean
}
export type KeyActor = { kind: 'key'; id: string; name: string; scopes: Scope[] }
export type Actor = UserActor | KeyActor | { kind: 'guest' }

export type Access = { organization: Organization; tenant: Tenant; actor: Actor }

/** Somebody who signed in; `access` is null for who is a member of no organization (any more). */
export type SignedIn = {
  user: { id: string; name: string; email: string }
  sessionId: string
  memberships: Membership[]
}

export type Asker = { access: Access | null; signedIn: SignedIn | null }

export function can({ actor }: Pick<Access, 'actor'>, permission: Permission): boolean {
  if (actor.kind === 'guest') return OF_GUEST.includes(permission)
  if (actor.kind === 'key') return actor.scopes.some((scope) => OF_SCOPE[scope].includes(permission))
  if (permission === 'install' && !actor.isFirst) return false
  return OF_ROLE[actor.role].includes(permission)
}

/** The key of a request that has one. */
export function keyOf({ actor }: Pick<Access, 'actor'>): string | null {
  return actor.kind === 'key' ? actor.id : null
}
