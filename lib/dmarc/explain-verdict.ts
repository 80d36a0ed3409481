import type { ExplainedRecord, QuotedPolicy } from './explanation.ts'
import { fromDomain } from './from-domain.ts'
import { nameDomain } from './name-domain.ts'

/** Why a record passes or fails DMARC, by the reporter's own finding. */
export function explainVerdict(record: ExplainedRecord, policy: QuotedPolicy): string {
  const from = fromDomain(record, policy)
  const { spfAligned, dkimAligned } = record
  if (record.verdict === 'fail')
    return `Fails DMARC: neither SPF nor DKIM is both valid and aligned with ${from === null ? 'the domain in From' : nameDomain(from)}.`
  if (spfAligned && dkimAligned) return 'Passes DMARC: SPF and DKIM are aligned.'
  if (dkimAligned) return 'Passes DMARC: DKIM is aligned.'
  if (spfAligned) return 'Passes DMARC: SPF is aligned.'
  return 'Passes DMARC, by the reporter’s own finding.'
}
