import type { ExplainedRecord, QuotedPolicy } from './explanation.ts'

/** The domain that alignment is measured against: that of From, or the policy's where the record names none. */
export function fromDomain(record: Pick<ExplainedRecord, 'headerFrom'>, policy: QuotedPolicy): string | null {
  return record.headerFrom || policy?.domain || null
}
