import type { Check } from '../checks/check.ts'
import { hideAddresses } from '../checks/hide-addresses.ts'
import { runChecks } from '../checks/run-checks.ts'
import { type Config, readConfig } from '../config.ts'
import type { Organization } from '../db/organization.ts'
import type { Resolver } from '../dns/answer.ts'
import { probeSmtp } from '../dns/probe-smtp.ts'
import { resolverOf } from '../dns/resolver.ts'
import { type Arrivals, listRuaAddresses } from '../queries/get-arrivals.ts'

/**
 * What is missing for reports about a domain to come by mail, asked of DNS now. The domains of the demo are made up: nothing is asked
 * about them.
 * @param mayLedger whether who asks may see ingest addresses and what is in the ledger.
 */
export async function checkArrivals(
  { domain, quarantined }: Arrivals,
  { organization, mayLedger }: { organization: Organization; mayLedger: boolean },
): Promise<Check[]> {
  if (organization.isDemo) return []
  const { smtp, ingestDomain, dns } = readConfig()
  const checks = await runChecks(
    {
      domain,
      ingestDomain,
      smtp,
      addresses: await listRuaAddresses(organization.id),
      now: new Date(),
      quarantined: mayLedger ? quarantined : null,
    },
    { resolver: freshResolver(dns), probe: (address) => probeSmtp(address) },
  )
  return mayLedger ? checks : hideAddresses(checks)
}

/** Whoever has changed a record looks again and sees it; whoever looks again and again does not ask DNS each time. */
const KEPT_MS = 10_000
let kept: { resolver: Resolver; until: number } | null = null

function freshResolver(dns: Config['dns']): Resolver {
  const now = performance.now()
  if (!kept || kept.until < now) kept = { resolver: resolverOf(dns), until: now + KEPT_MS }
  return kept.resolver
}
