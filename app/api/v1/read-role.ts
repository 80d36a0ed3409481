import { type Role, isRole } from '#lib/auth/roles.ts'
import { toDomain } from '#lib/dmarc/domain-name.ts'

import { problem } from './respond.ts'

const DOMAINS_MAX = 500

/** A role with, of a viewer, the domains it sees; or the answer that says what is wrong with them. */
export function readRole(body: { role: string; domains: string[] }): { role: Role; domains: string[] } | Response {
  const { role } = body
  if (!isRole(role)) return problem(400, 'role must be owner, admin, member or viewer.')
  const domains = [...new Set(body.domains.flatMap((word) => toDomain(word) || []))]
  if (role !== 'viewer') return { role, domains: [] }
  if (domains.length === 0 || domains.length > DOMAINS_MAX)
    return problem(400, `A viewer sees the domains that are named: name 1 to ${DOMAINS_MAX}.`)
  return { role, domains }
}
