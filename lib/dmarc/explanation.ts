import type { DkimAuth, PublishedPolicy, Reason, SpfAuth } from './report.ts'

/** What a sentence is about, in the order of the explanation. */
export type ExplainedTopic = 'verdict' | 'dkim' | 'spf' | 'disposition' | 'override' | 'next'

/** Plain text, with values of the report in it: a page has to escape it. */
export type Explanation = { topic: ExplainedTopic; text: string }[]

/** What of a stored record is put into words. */
export type ExplainedRecord = {
  source: string | null
  verdict: 'pass' | 'fail'
  spfAligned: boolean
  dkimAligned: boolean
  disposition: string | null
  override: string | null
  headerFrom: string | null
  envelopeFrom: string | null
  dkimAuth: readonly DkimAuth[]
  spfAuth: readonly SpfAuth[]
  reasons: readonly Reason[]
  raw?: Readonly<Record<string, string>> | null
}

/** The policy that the record's report quotes, where there is one. */
export type QuotedPolicy = PublishedPolicy | null
