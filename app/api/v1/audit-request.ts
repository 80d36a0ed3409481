import type { Action, Subject } from '#lib/audit/actions.ts'
import { writeAudit } from '#lib/audit/write-audit.ts'
import type { Access } from '#lib/auth/access.ts'
import { clientAddress } from '#lib/auth/client-address.ts'

/** Notes in the audit log what a request did. Of who is in no organization there is none to note it in. */
export async function audit(
  access: Pick<Access, 'organization' | 'actor'> | null,
  { headers }: Request,
  action: Action,
  subject: Subject = {},
): Promise<void> {
  if (!access) return
  const { organization, actor } = access
  await writeAudit({ organizationId: organization.id, actor, action, subject, address: clientAddress(headers) })
}
