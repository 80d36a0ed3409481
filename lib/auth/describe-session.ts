import type { Access, Membership, SignedIn } from './access.ts'

/** What a person may know of their own session. */
export function describeSession({ user, memberships, access }: SignedIn & { access: Access | null }) {
  return {
    user,
    organizationId: access?.organization.id ?? null,
    organizations: memberships.map(({ organization, role, domains }: Membership) => ({
      id: organization.id,
      name: organization.name,
      role,
      domains,
    })),
  }
}
