import type { Reason } from './report.ts'

/** RFC 8617 section 7.2.2; older OpenDMARC comments begin with arc=none or arc=fail. */
export function trustsArc(reason: Pick<Reason, 'comment'>): boolean {
  return /\barc\s*=\s*pass\b/i.test(reason.comment ?? '')
}
