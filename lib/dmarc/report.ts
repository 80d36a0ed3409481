/**
 * The one shape of a DMARC aggregate report, whatever its reporter wrote: RFC 7489 appendix C, RFC 9990 and what lies between.
 * Words outside the vocabularies become `null` or `other` here and stay, as written, beside the normalised value (`raw`).
 */

export type Policy = 'none' | 'quarantine' | 'reject'
export type AlignmentMode = 'relaxed' | 'strict'
export type Disposition = 'none' | 'pass' | 'quarantine' | 'reject'
/** `null` where the reporter gave none or a word that is neither. A missing value counts as not aligned. */
export type Aligned = 'pass' | 'fail' | null
export type DkimResult = 'none' | 'pass' | 'fail' | 'policy' | 'neutral' | 'temperror' | 'permerror'
export type SpfResult = 'none' | 'pass' | 'fail' | 'softfail' | 'policy' | 'neutral' | 'temperror' | 'permerror'
export type ReasonType =
  | 'forwarded'
  | 'local_policy'
  | 'mailing_list'
  | 'other'
  | 'policy_test_mode'
  | 'sampled_out'
  | 'trusted_forwarder'

/** `raw` is present only where the reporter's word differs from the normalised one by more than case and white space. */
export type Reason = { type: ReasonType; comment: string | null; raw?: string }

export type DkimAuth = {
  domain: string | null
  selector: string | null
  result: DkimResult | null
  humanResult: string | null
  raw?: string
}

export type SpfAuth = {
  domain: string | null
  scope: 'helo' | 'mfrom' | null
  result: SpfResult | null
  humanResult: string | null
  raw?: string
  rawScope?: string
}

export type WarningCode =
  | 'recovered'
  | 'repaired-encoding'
  | 'unknown-element'
  | 'repeated-element'
  | 'odd-value'
  | 'missing-value'
  | 'milliseconds'
  | 'fractional-date'
  | 'old-dates'
  | 'estimated-days'
  | 'not-spread'
  | 'no-records'
  | 'bad-source-ip'
  | 'bad-count'
  | 'inconsistent'
  | 'differs-from-stored'
  | 'same-rows'
  | 'kept-as-stored'

/** One thing that was odd, with how often it was met in this document. */
export type Warning = { code: WarningCode; message: string }

export type PublishedPolicy = {
  /** The policy domain, lower-cased, without a trailing dot. */
  domain: string
  p: Policy | null
  sp: Policy | null
  np: Policy | null
  adkim: AlignmentMode | null
  aspf: AlignmentMode | null
  /** 0 to 100, or null. */
  pct: number | null
  fo: string | null
  testing: boolean | null
  discoveryMethod: 'psl' | 'treewalk' | null
  /** Words as written where they are not of the vocabulary, by element name. */
  raw?: Record<string, string>
}

/** Everything of a report but its records. Instants are whole seconds since 1970, UTC. */
export type ReportHeader = {
  version: string | null
  orgName: string | null
  email: string | null
  extraContactInfo: string | null
  reportId: string
  begin: number
  end: number
  errors: string[]
  generator: string | null
  policy: PublishedPolicy
}

/** One record of a report, as the reporter meant it. Domains are lower-cased, addresses canonical (IPv4-mapped becomes IPv4). */
export type ReportRecord = {
  /** Canonical text of the address (RFC 5952 for IPv6), or null when there is none that can be read. */
  sourceIp: string | null
  /** What stood in source_ip, when it could not be read. */
  sourceText: string | null
  /** Messages; a safe integer, 0 or more. */
  count: number
  disposition: Disposition | null
  dkim: Aligned
  spf: Aligned
  reasons: Reason[]
  headerFrom: string | null
  /** '' is the null reverse path (the element is there and empty); null says that the element is missing. */
  envelopeFrom: string | null
  envelopeTo: string | null
  dkimAuth: DkimAuth[]
  spfAuth: SpfAuth[]
  /** Words as written where they are not of the vocabulary, by element name (disposition, dkim, spf, count …). */
  raw?: Record<string, string>
}
