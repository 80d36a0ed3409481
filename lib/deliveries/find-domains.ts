import type pg from 'pg'

import { withParents } from '../dmarc/with-parents.ts'
import { domainOf } from './bounce-draft.ts'
import type { DomainOf } from './store-told.ts'

type Sent = Parameters<DomainOf>[0]

/** Finds the domains of the organization that these were sent from: that of From, or else that of the envelope. */
export async function findDomains(client: pg.ClientBase, organizationId: string, sent: Sent[]): Promise<DomainOf> {
  const names = new Set(
    sent.flatMap(({ headerFrom, envelopeFrom }) => [domainOf(headerFrom), domainOf(envelopeFrom ?? null)]),
  )
  names.delete(null)
  const { rows } = await client.query<{ id: string; name: string }>(
    'select id, name from domain where "organizationId" = $1 and name = any($2)',
    [organizationId, [...new Set([...names].flatMap((name) => withParents(name!)))]],
  )
  const ids = new Map(rows.map(({ id, name }) => [name, id]))
  const find = (address: string | null | undefined): string | null => {
    const domain = domainOf(address ?? null)
    const name = domain === null ? undefined : withParents(domain).find((one) => ids.has(one))
    return name === undefined ? null : ids.get(name)!
  }
  return ({ headerFrom, envelopeFrom }) => find(headerFrom) ?? find(envelopeFrom)
}
