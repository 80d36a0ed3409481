import type { Action, Subject } from '#lib/audit/actions.ts'
import { writeAudit } from '#lib/audit/write-audit.ts'
import type { Access } from '#lib/auth/access.ts'
import { clientAddress } from '#lib/auth/client-address.ts'

/** Notes in the audit log what a request did. */
export async function audit(
  { organization, actor }: Pick<Access, 'organization' | 'actor'>,
  { headers }: Request,
  action: Action,
  subject: Subject = {},
): Promise<void> {
  await writeAudit({ organizationId: organization.id, actor, action, subject, address: clientAddress(headers) })
}
