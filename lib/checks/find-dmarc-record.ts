import type { Resolver } from '../dns/answer.ts'
import { organizationalDomain } from './organizational-domain.ts'
import { type DmarcRecords, readDmarcRecord } from './read-dmarc-record.ts'
import type { Unanswered } from './unanswered.ts'

/** `at`: the domain whose record it is, which is the one above when the domain has none of its own. */
export type FoundRecord = { domain: string; at: string; found: DmarcRecords | Unanswered }

/** Looks where receivers look: at the domain, and when that has nothing at its organizational domain. */
export async function findDmarcRecord(domain: string, resolver: Pick<Resolver, 'txt'>): Promise<FoundRecord> {
  const own = await look(domain, resolver)
  const above = organizationalDomain(domain)
  if (own.kind !== 'none' || above === domain) return { domain, at: domain, found: own }
  const inherited = await look(above, resolver)
  return inherited.kind === 'none' ? { domain, at: domain, found: own } : { domain, at: above, found: inherited }
}

async function look(domain: string, resolver: Pick<Resolver, 'txt'>): Promise<DmarcRecords | Unanswered> {
  const answer = await resolver.txt(`_dmarc.${domain}`)
  if (answer.kind === 'failed' || answer.kind === 'off') return answer
  return readDmarcRecord(answer.kind === 'found' ? answer.values : [])
}
