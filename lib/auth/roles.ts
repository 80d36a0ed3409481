/** The roles of a member in an organization, from the one who may do everything to the one who sees least. */
export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** What a key may be used for. */
export const SCOPES = ['ingest', 'read', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/**
 * What a request may do:
 * - read: numbers, reports and sources, a viewer those of the named domains;
 * - ledger: everything that came in, its bytes, and what runs in the background;
 * - outcome: what became of a submission, a key that may only ingest that of its own;
 * - ingest: hand in;
 * - manage: read again, retention, deletion, keys;
 * - people: invite, change and remove members;
 * - own: the audit log and the name of the organization;
 * - install: settings of the installation, for admins of its first organization;
 * - self: one's own profile, sessions and choice of organization.
 */
export type Permission = 'read' | 'ledger' | 'outcome' | 'ingest' | 'manage' | 'people' | 'own' | 'install' | 'self'

const READS: Permission[] = ['read', 'ledger', 'outcome']
const MANAGES: Permission[] = [...READS, 'ingest', 'manage']

export const OF_ROLE: Record<Role, Permission[]> = {
  owner: [...MANAGES, 'people', 'install', 'own', 'self'],
  admin: [...MANAGES, 'people', 'install', 'self'],
  member: [...READS, 'self'],
  viewer: ['read', 'self'],
}

export const OF_SCOPE: Record<Scope, Permission[]> = {
  ingest: ['ingest', 'outcome'],
  read: READS,
  admin: MANAGES,
}

/** A visitor of the demo. */
export const OF_GUEST: Permission[] = READS

export function isRole(word: unknown): word is Role {
  return ROLES.includes(word as Role)
}

export function isScope(word: unknown): word is Scope {
  return SCOPES.includes(word as Scope)
}
