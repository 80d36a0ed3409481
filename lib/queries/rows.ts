/** What the queries answer. Counts are messages unless a name says otherwise; days are `YYYY-MM-DD` in UTC. */

import type { Authenticity, JobKind, JobStatus } from '#generated/prisma/enums.ts'

import type { AppleNetwork } from '../apple/apple-network.ts'
import type { AppleBasis, AppleCertainty } from '../apple/apple-verdict.ts'
import type { ReplyClass } from '../apple/reply-class.ts'
import type { Carrier, DeliveryOutcome, Phase, Reply } from '../bounce/delivery.ts'
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

export type BounceRow = {
  id: string
  /** The first submission that told of it; null for who sees the bounces of some domains only. */
  submissionId: string | null
  kind: Exclude<DeliveryOutcome, 'delivered'>
  /** ISO 8601 instant. */
  at: string
  /** The id of the receiver whose recipient it was, and its name; null where nothing tells. */
  receiver: string | null
  receiverName: string | null
  isIcloud: boolean
  /** What it rests on that the reply is Apple's or not, and how sure it is. */
  basis: AppleBasis | null
  certainty: AppleCertainty
  /** Whether the message is shown to be the organization's own, and by what. */
  verified: boolean
  proof: string | null
  recipientDomain: string | null
  remoteHost: string | null
  /** Apple's tag without brackets, and the group of its catalogue; null for other receivers. */
  code: string | null
  group: string | null
  status: string | null
  smtpCode: number | null
  reply: string | null
  /** As the carrier states it. */
  phase: Phase
  class: ReplyClass
  sourceIp: string | null
  /** Domain. */
  headerFrom: string | null
}

export type BounceDetail = BounceRow & {
  remoteIp: string | null
  envelopeFrom: string | null
  reportingHost: string | null
  /** The reply that it stands in, where another host passed it on as its own. */
  quotedBy: Reply['quotedBy']
  namedIps: string[]
  txnId: string | null
  /** Whether the header of the returned message is kept. It is sealed, since it names people. */
  hasReturnedHeaders: boolean
  /** What told of it, in the order in which it came in. */
  sightings: { submissionId: string; carrier: Carrier; at: string }[]
}

/** Verified bounces by kind, and all that are not verified. */
export type BounceCounts = Record<BounceRow['kind'] | 'unverified', number>

/** What Apple said to mail of one's own. Unverified bounces are in `unverified` alone. */
export type IcloudBounces = {
  refused: number
  deferred: number
  /** Nobody at Apple replied. */
  unreachable: number
  /** Recipients at Apple to whom a provider did not send: no answer of Apple's. */
  suppressed: number
  unverified: number
  /** Messages that Apple's hosts took, as logs and events tell. */
  accepted: number
  /** Of the refusals: those that logs and events tell of, as they do of what was accepted. */
  refusedWithAccepted: number
  /** 0..1: refusals by those and what was accepted, of logs and events alone; null where these tell of none that was accepted. */
  refusedRate: number | null
  tags: IcloudTag[]
  days: IcloudDay[]
  sources: IcloudSource[]
  complaints: ComplaintDay[]
}

/** Refusals with one tag, or of one group where the reply has no tag, or of one class where it has neither. */
export type IcloudTag = {
  code: string | null
  group: string | null
  class: ReplyClass
  refused: number
  lastAt: string
}

export type IcloudDay = {
  day: string
  /** Refusals by `code`, else `group`, else `class`. */
  refused: Record<string, number>
  deferred: number
  accepted: number
}

export type IcloudSource = {
  /** Null gathers the messages whose source no carrier names. */
  ip: string | null
  refused: number
  deferred: number
  accepted: number
  refusedRate: number | null
  /** What other receivers reported of it in the same days; null where none did. */
  elsewhere: { messages: number; pass: number; passRate: number | null } | null
}

/** Complaints about one's own mail. */
export type ComplaintDay = { day: string; source: string | null; complaints: number }

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
  /** Of a bounce, complaint, log or event: what it tells of. */
  bounces: number | null
  deliveries: number | null
  complaints: number | null
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
