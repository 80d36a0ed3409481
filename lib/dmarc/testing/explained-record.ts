import type { ExplainedRecord } from '../explanation.ts'
import type { DkimAuth, PublishedPolicy, SpfAuth } from '../report.ts'

// For tests only: a record that fails, as it is stored, and what it is made of.

export const REJECT: PublishedPolicy = {
  domain: 'example.com',
  p: 'reject',
  sp: null,
  np: null,
  adkim: null,
  aspf: null,
  pct: null,
  fo: null,
  testing: null,
  discoveryMethod: null,
}

export function failing(changes: Partial<ExplainedRecord> = {}): ExplainedRecord {
  return {
    source: '192.0.2.1',
    verdict: 'fail',
    spfAligned: false,
    dkimAligned: false,
    disposition: 'reject',
    override: null,
    headerFrom: 'example.com',
    envelopeFrom: null,
    dkimAuth: [],
    spfAuth: [],
    reasons: [],
    raw: null,
    ...changes,
  }
}

export function signature(changes: Partial<DkimAuth> = {}): DkimAuth {
  return { domain: 'example.com', selector: 's1', result: 'pass', humanResult: null, ...changes }
}

export function spfOf(changes: Partial<SpfAuth> = {}): SpfAuth {
  return { domain: 'example.com', scope: 'mfrom', result: 'pass', humanResult: null, ...changes }
}
