import { v7 as uuidv7 } from 'uuid'

import type { Actor, UserActor } from '../auth/access.ts'
import { database } from '../db/database.ts'
import { asTenant } from '../db/tenant.ts'
import type { Action, Subject } from './actions.ts'

export type AuditLine = {
  organizationId: string
  /** `command`: the shell of the machine. */
  actor: Actor | Pick<UserActor, 'kind' | 'id' | 'email'> | 'command'
  action: Action
  subject?: Subject
  /** The address of the client; null for a command. */
  address: string | null
}

/** Adds a line to the audit log of an organization. */
export async function writeAudit({ organizationId, actor, action, subject = {}, address }: AuditLine): Promise<void> {
  const { kind, id, name } = describe(actor)
  await asTenant(database().pool, organizationId).query(
    `insert into audit_entry ("organizationId", id, "actorKind", "actorId", "actorName", action, subject, address)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [organizationId, uuidv7(), kind, id, name, action, JSON.stringify(subject), address],
  )
}

function describe(actor: AuditLine['actor']): { kind: string; id: string | null; name: string } {
  if (actor === 'command') return { kind: 'command', id: null, name: 'the command line' }
  if (actor.kind === 'user') return { kind: 'user', id: actor.id, name: actor.email }
  if (actor.kind === 'key') return { kind: 'key', id: actor.id, name: actor.name }
  return { kind: 'nobody', id: null, name: 'a guest of the demo' }
}
