import type { Choices } from '#components/layout/filter-bar.tsx'
import type { Tenant } from '#lib/db/tenant.ts'
import { listDomainNames } from '#lib/queries/list-domains.ts'
import { listReceiverNames } from '#lib/queries/list-receivers.ts'

/** What the filter of a page can be set to, whatever it is set to now. */
export async function readChoices(tenant: Tenant): Promise<Choices> {
  const [domains, receivers] = await Promise.all([listDomainNames(tenant), listReceiverNames(tenant)])
  return { domains, receivers }
}
