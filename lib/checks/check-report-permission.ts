import type { Resolver } from '../dns/answer.ts'
import type { Check } from './check.ts'
import { organizationalDomain } from './organizational-domain.ts'
import { unanswered } from './unanswered.ts'

/** Of the record it is only asked that it begins so (RFC 9990 section 4, RFC 7489 section 7.1). */
const VERSION = /^v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)/i

/**
 * Whether the ingest domain agrees to be sent reports about a domain of somebody else; reporters ask, and send nothing otherwise.
 * @param at the domain whose DMARC record names the address.
 */
export async function checkReportPermission(
  { at, ingestDomain }: { at: string; ingestDomain: string },
  resolver: Pick<Resolver, 'txt'>,
): Promise<Check> {
  const id = 'report-permission'
  if (organizationalDomain(at) === organizationalDomain(ingestDomain))
    return {
      id,
      state: 'good',
      sentence: `${ingestDomain} needs no permission for reports about ${at}: both belong to one organizational domain.`,
    }
  const name = `${at}._report._dmarc.${ingestDomain}`
  const answer = await resolver.txt(name)
  if (answer.kind === 'failed' || answer.kind === 'off') return unanswered(id, answer)
  const values = answer.kind === 'found' ? answer.values : []
  if (values.some((value) => VERSION.test(value)))
    return { id, state: 'good', sentence: `${ingestDomain} permits reports about ${at} to be sent to it.` }
  return {
    id,
    state: 'bad',
    sentence: `${ingestDomain} does not permit reports about ${at}: whoever runs the DNS of ${ingestDomain} has to publish a record.`,
    detail: `The same value at *._report._dmarc.${ingestDomain} permits them about every domain at once.`,
    record: { name, type: 'TXT', value: 'v=DMARC1' },
  }
}
