import type { Resolver } from '../dns/answer.ts'
import { checkDmarcRecord } from './check-dmarc-record.ts'
import { type Probe, checkIngestHost } from './check-ingest-host.ts'
import { checkListener, isReachable } from './check-listener.ts'
import { checkReportPermission } from './check-report-permission.ts'
import { checkRua } from './check-rua.ts'
import type { Check } from './check.ts'
import { type KnownAddresses, addressToPublish } from './classify-rua.ts'
import { findDmarcRecord } from './find-dmarc-record.ts'

type Subject = KnownAddresses & {
  domain: string
  smtp: { host: string; port: number } | null
  /** Mails that wait for somebody's decision; null for who may not know. */
  quarantined: number | null
}

/** All checks of a domain, in the order in which mail goes wrong: what is missing here, in its DNS, in ours, and at the end. */
export async function runChecks(
  subject: Subject,
  ways: { resolver: Pick<Resolver, 'txt' | 'mx' | 'addresses'>; probe: Probe },
): Promise<Check[]> {
  const { domain, ingestDomain, smtp, quarantined } = subject
  // Nothing is published for an address that nobody could send to.
  const known = isReachable(ingestDomain) ? subject : { ...subject, addresses: [] }
  const finding = findDmarcRecord(domain, ways.resolver)
  const [found, permission, host] = await Promise.all([
    finding,
    isReachable(ingestDomain)
      ? finding.then(({ at }) => checkReportPermission({ at, ingestDomain }, ways.resolver))
      : null,
    isReachable(ingestDomain) ? checkIngestHost(ingestDomain, ways) : null,
  ])
  return [
    checkListener(ingestDomain, smtp),
    checkDmarcRecord(found, addressToPublish(found.at, known) ?? addressToPublish(domain, known)),
    checkRua(found, known),
    permission,
    host,
    quarantined === null ? null : checkQuarantine(domain, quarantined),
  ].filter((check) => check !== null)
}

function checkQuarantine(domain: string, quarantined: number): Check {
  const id = 'quarantine'
  if (quarantined === 0) return { id, state: 'good', sentence: `Nothing about ${domain} waits in quarantine.` }
  const waiting = quarantined === 1 ? '1 mail waits' : `${quarantined} mails wait`
  return { id, state: 'warning', sentence: `${waiting} in quarantine until somebody decides about them.` }
}
