import type { Chance } from './chance.ts'
import type { Audience } from './sender.ts'

/** Who reports, how much of the mail goes to them, and how each writes. Those under .example stand for the many small ones. */

/** How reports are written: RFC 7489 where nothing else is said; see the fixtures of lib/dmarc. */
export type Dialect = {
  isRfc9990?: boolean
  rootAttributes?: string
  isSelectorAfterResult?: boolean
  hasNoSp?: boolean
  hasNp?: boolean
  hasNoEnvelopeFrom?: boolean
  /** OpenDMARC says what it found of ARC on every record. */
  hasReasonAlways?: boolean
}

/** What a receiver says when it lets mail through that a forwarder has changed. */
export type Rescue = 'arc' | 'mailing_list' | null

export type Reporter = {
  orgName: string
  email: string
  /** The first part of its files' names. */
  host: string
  share: Record<Audience, number>
  /** Hours by which its midnight comes before that of UTC. */
  offsetHours: number
  /** The last day of weekly reports, each up to a Sunday; from the day after on they are daily. Null where they always were. */
  weeklyUntilAgo: number | null
  /** Whether a report ends with the last second of its day or with the first of the next. */
  endsAt: 'last-second' | 'midnight'
  /** Hours after its end until a report comes, at least and at most. */
  delayHours: [number, number]
  packing: 'xml' | 'gzip' | 'zip' | 'mail'
  reportId: (chance: Chance) => string
  rescue: Rescue
  dialect: Dialect
  /** Domains of recipients with their shares, of those that name them. */
  recipients: [domain: string, share: number][] | null
  /** The first day without a report of its own, when it fell silent. */
  silentFromAgo: number | null
}

export const SILENT_FROM = 19
/** Then the council changed its software: days before that are estimated. */
export const WEEKLY_UNTIL = 25

const USUAL = {
  offsetHours: 0,
  weeklyUntilAgo: null,
  endsAt: 'last-second',
  delayHours: [3, 14],
  packing: 'gzip',
  reportId: (chance: Chance) => chance.digits(16, 10),
  rescue: null,
  dialect: {},
  recipients: null,
  silentFromAgo: null,
} as const satisfies Partial<Reporter>

const MICROSOFT = {
  ...USUAL,
  email: 'dmarcreport@microsoft.com',
  endsAt: 'midnight',
  reportId: (chance: Chance) => chance.digits(32, 16),
  dialect: {
    rootAttributes:
      ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  },
} as const satisfies Partial<Reporter>

export const REPORTERS: Reporter[] = [
  {
    ...USUAL,
    orgName: 'google.com',
    email: 'noreply-dmarc-support@google.com',
    host: 'google.com',
    share: { consumers: 0.52, companies: 0.36 },
    packing: 'zip',
    reportId: (chance) => chance.digits(19, 10),
    rescue: 'arc',
    dialect: { isSelectorAfterResult: true, hasNp: true, hasNoEnvelopeFrom: true },
  },
  {
    ...MICROSOFT,
    orgName: 'Outlook.com',
    host: 'protection.outlook.com',
    share: { consumers: 0.17, companies: 0.07 },
    recipients: [
      ['hotmail.com', 0.55],
      ['outlook.com', 0.33],
      ['live.com', 0.12],
    ],
  },
  {
    ...MICROSOFT,
    orgName: 'Enterprise Outlook',
    host: 'enterprise.protection.outlook.com',
    share: { consumers: 0.02, companies: 0.36 },
    recipients: [
      ['customer.example', 0.6],
      ['supplier.example', 0.4],
    ],
  },
  {
    ...USUAL,
    orgName: 'Yahoo',
    email: 'dmarchelp@yahooinc.com',
    host: 'yahoo.com',
    share: { consumers: 0.1, companies: 0.02 },
    reportId: (chance) => `${chance.digits(10, 10)}.${chance.digits(6, 10)}`,
    rescue: 'mailing_list',
    dialect: { hasNoSp: true },
  },
  {
    ...USUAL,
    orgName: 'GMX',
    email: 'noreply-dmarc@sicher.gmx.net',
    host: 'gmx.net',
    share: { consumers: 0.08, companies: 0.02 },
    offsetHours: 1,
    delayHours: [2, 6],
    packing: 'mail',
    dialect: { isRfc9990: true },
  },
  {
    ...USUAL,
    orgName: 'comcast.net',
    email: 'dmarc-support@alerts.comcast.net',
    host: 'comcast.net',
    share: { consumers: 0.06, companies: 0.02 },
    offsetHours: -5,
    silentFromAgo: SILENT_FROM,
  },
  {
    ...USUAL,
    orgName: 'Mimecast',
    email: 'no-reply@us-1.mimecastreport.com',
    host: 'mimecast.org',
    share: { consumers: 0, companies: 0.07 },
    reportId: (chance) => chance.digits(40, 16),
    // A gateway reports on what its customers pass on as well.
    recipients: [
      ['partner.example', 0.86],
      ['icloud.com', 0.1],
      ['me.com', 0.04],
    ],
  },
  {
    ...USUAL,
    orgName: 'Fastmail Pty Ltd',
    email: 'reports@fastmaildmarc.com',
    host: 'fastmail.com',
    share: { consumers: 0.01, companies: 0.01 },
    packing: 'zip',
  },
  {
    ...USUAL,
    orgName: 'mail.university.example',
    email: 'postmaster@mail.university.example',
    host: 'mail.university.example',
    share: { consumers: 0.005, companies: 0.02 },
    // Its reports wait in a queue that somebody looks after now and then.
    delayHours: [70, 230],
    packing: 'xml',
    dialect: { hasReasonAlways: true },
  },
  {
    ...USUAL,
    orgName: 'mx.council.example',
    email: 'dmarc@council.example',
    host: 'mx.council.example',
    share: { consumers: 0.004, companies: 0.02 },
    weeklyUntilAgo: WEEKLY_UNTIL,
    packing: 'xml',
  },
]
