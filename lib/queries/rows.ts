/** What the queries answer. Counts are messages unless a name says otherwise; days are `YYYY-MM-DD` in UTC. */

import type { Authenticity, JobKind, JobStatus } from '#generated/prisma/enums.ts'

import type { AppleNetwork } from '../apple/apple-network.ts'
import type { AlignmentMode, DkimAuth, Policy, PublishedPolicy, Reason, SpfAuth } from '../dmarc/report.ts'
import type { AuthenticityReason } from '../inbox/authenticity-reason.ts'
import type { MailCheck } from '../inbox/mail-check.ts'
import type { JobResults, JobSubjects } from '../jobs/job.ts'

export type Summary = {
  messages: number
  pass: number
  fail: number
  /** 0..1; null without messages. */
  passRate: number | null
  /** Of the messages: from sources that never passed DMARC for the domain. The rest is one's own mail. */
  unrecognized: number
  /** 0..1, of one's own mail; null without. */
  ownPassRate: number | null
  reports: number
  /** Receivers that sent these reports. */
  receivers: number
  sources: number
}

export type Day = {
  day: string
  messages: number
  pass: number
  fail: number
  /** Reports that touch this day, from the receiver and about the domain asked for, whatever messages they hold. */
  reports: number
  /** Some of the messages are a share of a report longer than 36 hours. */
  estimated: boolean
  /** Messages by verdict, disposition or receiver's id. */
  series: Record<string, number>
}

export type SourceRow = {
  /** Null gathers the records whose source could not be read. */
  ip: string | null
  messages: number
  pass: number
  fail: number
  passRate: number | null
  spfAligned: number
  dkimAligned: number
  sender: null
  category: null
  firstSeen: string | null
  lastSeen: string | null
  appleNetwork: AppleNetwork | null
}

export type ReceiverRow = {
  id: string
  name: string
  isIcloud: boolean
  messages: number
  pass: number
  fail: number
  passRate: number | null
  /** Messages that it put aside or refused because of DMARC. */
  quarantine: number
  reject: number
  reports: number
  /** ISO 8601 instant of the newest report's end; null when it did not report in the window. */
  lastReportAt: string | null
}

export type DomainRow = {
  domain: string
  /** p as the newest report of the window quotes it; null where that is none of the three. */
  policy: Policy | null
  messages: number
  pass: number
  fail: number
  passRate: number | null
  reports: number
  lastReportAt: string | null
}

export type ReportRow = {
  id: string
  domain: string
  reporter: string
  /** The receiver's id. */
  receiver: string
  receiverName: string
  externalId: string
  /** ISO 8601 instants. */
  begin: string
  end: string
  records: number
  messages: number
  pass: number
  fail: number
  warnings: { code: string; message: string }[]
  /** The report claims to be Apple's; what that rests on. */
  appleReporter: { evidence: string } | null
  authenticity: Authenticity
  /** Another report has its records under another id, or another one with its id came with other content. */
  isSuspect: boolean
}

export type ReportDetail = ReportRow & {
  orgName: string | null
  email: string | null
  extraContactInfo: string | null
  generator: string | null
  version: string | null
  errors: string[]
  policy: PublishedPolicy
  submissionId: string
  /** What its authenticity rests on. */
  authenticityReason: AuthenticityReason | null
  mail: SubmissionRow['mail']
  /** Reports that hold the same records for the same time under another id, at most 5 of them. */
  copies: { id: string; externalId: string }[]
  /** Documents that came with its id and dates, and with other content. */
  differing: number
  /** When the bytes it came in were removed. */
  bytesRemovedAt: string | null
  /** Its records of days before this one are removed; its counts are those of all of its days. */
  recordsRemovedBefore: string | null
}

export type RecordRow = {
  ordinal: number
  source: string | null
  /** What stood in place of the source's address, when it could not be read. */
  sourceText: string | null
  messages: number
  verdict: 'pass' | 'fail'
  spfAligned: boolean
  dkimAligned: boolean
  disposition: string | null
  override: string | null
  headerFrom: string | null
  envelopeFrom: string | null
  envelopeTo: string | null
  /** envelope_to is at Apple; what that rests on. */
  appleRecipient: { domain: string; evidence: string } | null
  /** The source is in a network of Apple's. */
  appleNetwork: AppleNetwork | null
  dkimAuth: DkimAuth[]
  spfAuth: SpfAuth[]
  reasons: Reason[]
  raw: Record<string, string> | null
}

/** A record that was looked for, with where it stands. */
export type FoundRecord = RecordRow & {
  reportId: string
  /** The last day of its report, and the day that its messages count on. */
  lastDay: string
  day: string
  domain: string
  receiver: string
  receiverName: string
  policy: PublishedPolicy
}

export type GroupRow = {
  /** A value that the filter by this property takes. */
  key: string
  messages: number
  pass: number
  fail: number
  passRate: number | null
  spfAligned: number
  dkimAligned: number
}

/** A policy as reports quoted it, what they leave out being as RFC 7489 says it is then. */
export type PolicyPeriod = {
  domain: string
  p: Policy | null
  sp: Policy | null
  adkim: AlignmentMode
  aspf: AlignmentMode
  pct: number
  testing: boolean
  /** The first and last day of a report that quotes it. */
  firstDay: string
  lastDay: string
  reports: number
  receivers: number
}

/** How a receiver reports, from the days up to its last report. */
export type ReceiverHabit = {
  id: string
  name: string
  lastDay: string
  /** Of the 28 days up to the last one, those with a report. */
  days: number
}

/** Something that changed in the last complete week, beside the four weeks before it. */
export type Attention =
  | {
      kind: 'source-fell'
      source: string
      domain: string
      /** 0..1 */
      passRate: number
      passRateBefore: number
      /** Messages that fail now. */
      fail: number
      from: string
      to: string
    }
  | { kind: 'new-source'; source: string; firstSeen: string; messages: number; pass: number; from: string; to: string }
  | { kind: 'receiver-silent'; receiver: ReceiverHabit; silentDays: number }
  | { kind: 'all-silent'; lastDay: string; silentDays: number }

export type FlowRow = { receiver: string; verdict: 'pass' | 'fail'; disposition: string; messages: number }

export type SourceDay = { ip: string | null; day: string; messages: number; fail: number }

export type AuthRow = {
  kind: 'spf' | 'dkim'
  domain: string | null
  selector: string | null
  result: string | null
  messages: number
}

export type AppleRecipientRow = {
  domain: string
  evidence: string
  /** The receiver that says so, by its id. */
  receiver: string
  receiverName: string
  messages: number
  pass: number
  fail: number
}

export type IcloudEvidence = {
  /** Reports that Apple itself sent; none is known to exist. */
  reports: number
  recipients: AppleRecipientRow[]
  sources: SourceRow[]
}

export type DocumentRow = {
  kind: string
  status: string
  code: string | null
  message: string | null
  reportId: string | null
  reporter: string | null
  domain: string | null
  begin: string | null
  end: string | null
  records: number | null
  messages: number | null
  warnings: { code: string; message: string }[]
  /** Of a report: whether it is its reporter's, and what that rests on. */
  authenticity: Authenticity | null
  authenticityReason: AuthenticityReason | null
}

/** A domain that reports wait for. */
export type UnknownDomain = {
  domain: string
  reports: number
  messages: number
  /** Up to three, in their own words. */
  reporters: string[]
}

export type SubmissionRow = {
  id: string
  filename: string | null
  via: string
  status: 'queued' | 'processing' | 'stored' | 'duplicate' | 'quarantined' | 'rejected'
  reason: { code: string; message: string } | null
  receivedAt: string
  /** When its bytes were removed, by retention or with its reports. */
  bytesRemovedAt: string | null
  /** Bytes. */
  size: number
  /** Of what came as a mail: its envelope, who handed it over, and what was found out about its origin once that was looked into. */
  mail: {
    /** Empty for a bounce. */
    envelopeFrom: string | null
    envelopeTo: string[]
    peer: string | null
    helo: string | null
    check: MailCheck | null
    /** When somebody accepted what is in it. */
    acceptedAt: string | null
  } | null
  /** All of them, or in a list the first 20. */
  documents: DocumentRow[]
  documentCount: number
}

export type JobRow = {
  [K in JobKind]: {
    id: string
    kind: K
    status: JobStatus
    subject: JobSubjects[K]
    /** Steps in all, once they are known, and steps done; what a step is depends on the kind. */
    total: number | null
    done: number
    result: JobResults[K]
    /** Why it failed, in a sentence. */
    reason: string | null
    createdAt: string
    finishedAt: string | null
  }
}[JobKind]
