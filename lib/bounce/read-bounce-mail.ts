import { type DeliveryStatus, readDeliveryStatus } from './delivery-status.ts'
import { type Delivery, type DeliveryOutcome, NOTHING_SAID, type Reply, type ReturnedMail } from './delivery.ts'
import { field, type Fields, readFields } from './fields.ts'
import { hostName } from './find-host.ts'
import { instant } from './instant.ts'
import { ipAddress, ipAddresses } from './ip-addresses.ts'
import { mailAddress } from './mail-address.ts'
import { isNobodys, isSuppressed } from './outcome.ts'
import { plainText } from './plain-text.ts'
import { readReply } from './read-reply.ts'
import { recipientBlocks, type RecipientBlock, recipientElsewhere, wordsAbout } from './recipient-blocks.ts'
import { replier } from './replier.ts'
import { describeReturned, splitReturned } from './returned-message.ts'
import { sentFrom } from './sent-from.ts'

/** What is said once for all recipients of a bounce. */
type Bounce = { head: Fields; words: string; blocks: RecipientBlock[]; common: Omit<Delivery, 'outcome'> }

const WORDS_MAX = 64 * 1024
const STATUS_TYPE = /^message\/(?:global-)?delivery-status$/
const AUTO_REPLY =
  /^(?:automatic reply|auto[- ]?(?:reply|response|matische antwort)|out of (?:the )?office|vacation|abwesen)/i
const DELAYED =
  /\bdelayed\b|has not (?:yet )?been delivered|not yet been delivered|will (?:be retried|continue|retry|keep trying|be made again)|still (?:being retried|trying)|warning: could not send|temporar(?:y|ily) (?:failure|problem)/i
const FAILED =
  /undeliver|deliver|fail|bounce|return|reject|refus|unknown|unreachable|not exist|could ?n[o']t|unable|does ?n[o']t|no such|invalid|disabled|full\b|quota|denied|block/i
/** The one that the message went to in the end comes first. */
const RECIPIENT_FIELDS = ['x-actual-recipient', 'final-recipient', 'original-recipient']
const REPORTING = [
  /Generating server:\s{0,3}([\w.-]{3,255})/i,
  /qmail-send program at ([\w.-]{3,255})/i,
  /mail system at host ([\w.-]{3,255})/i,
]

/**
 * Reads a bounce: one delivery for each recipient that it speaks of, from its delivery status (RFC 3464) and its words, or from its
 * words alone. Empty for an automatic reply, and where nothing is said of a delivery.
 */
export function readBounceMail(mail: ReturnedMail): Delivery[] {
  const head = readFields(mail.headers.replace(/^>?From [^\n]{0,500}\n/, ''))
  const status = mergeStatuses(mail)
  if (!status && isAutoReply(head)) return []
  const { words, returnedHeaders } = splitReturned(mail)
  const plain = plainText(words.slice(0, WORDS_MAX))
  const blocks = recipientBlocks(plain, isNoRecipient(head, status))
  const bounce = { head, words: plain, blocks, common: readCommon({ head, words: plain, returnedHeaders, status }) }
  if (status && status.recipients.length > 0) return status.recipients.map((fields) => readRecipient(fields, bounce))
  return readWords(bounce, field(status?.message ?? new Map(), 'diagnostic-code'))
}

function mergeStatuses({ parts }: ReturnedMail): DeliveryStatus | null {
  const text = parts
    .filter(({ type }) => STATUS_TYPE.test(type))
    .map((part) => part.text)
    .join('\n\n')
  return text === '' ? null : readDeliveryStatus(text)
}

function isAutoReply(head: Fields): boolean {
  const submitted = field(head, 'auto-submitted') ?? ''
  return /^auto-replied/i.test(submitted) && !head.has('x-failed-recipients')
    ? !/undeliver|fail|return|error/i.test(field(head, 'subject') ?? '')
    : AUTO_REPLY.test(field(head, 'subject') ?? '') || head.has('x-autoreply') || head.has('x-autorespond')
}

/** The addresses of whoever writes the bounce and of whoever gets it are no recipients of the message. */
function isOwn(head: Fields): (address: string) => boolean {
  const own = new Set([mailAddress(field(head, 'from')), mailAddress(field(head, 'to'))])
  return (address) => own.has(address) || /^(?:postmaster|mailer-daemon|abuse|support|helpdesk)@/i.test(address)
}

/** Where a status names the recipients, an address at the start of a folded line is a part of the reply. */
function isNoRecipient(head: Fields, status: DeliveryStatus | null): (address: string) => boolean {
  const isOwnAddress = isOwn(head)
  const named = (status?.recipients ?? []).flatMap((fields) => RECIPIENT_FIELDS.map((name) => addressIn(fields, name)))
  const known = new Set(named.filter((address) => address !== null).map((address) => address.toLowerCase()))
  return (address) => isOwnAddress(address) || (known.size > 0 && !known.has(address.toLowerCase()))
}

function addressIn(fields: Fields, name: string): string | null {
  return mailAddress(typed(field(fields, name)))
}

function readCommon(given: {
  head: Fields
  words: string
  returnedHeaders: string | null
  status: DeliveryStatus | null
}): Bounce['common'] {
  const { head, words, returnedHeaders, status } = given
  const message = status?.message ?? new Map<string, string[]>()
  const returned = describeReturned(returnedHeaders)
  return {
    ...NOTHING_SAID,
    carrier: 'dsn',
    // A message may have waited for days since its arrival.
    at: instant(field(head, 'date')) ?? instant(field(message, 'arrival-date')),
    ...returned,
    envelopeFrom: returned.envelopeFrom ?? mailAddress(field(message, 'x-postfix-sender')),
    queueId: /^[\w.-]{1,60}$/.exec(field(message, 'x-postfix-queue-id') ?? '')?.[0] ?? null,
    reportingHost:
      mtaName(field(message, 'reporting-mta')) ??
      hostName(REPORTING.map((each) => each.exec(words)?.[1]).find(Boolean)),
  }
}

function readRecipient(fields: Fields, bounce: Bounce): Delivery {
  const { common, words, blocks } = bounce
  const recipient = RECIPIENT_FIELDS.map((name) => addressIn(fields, name)).find((address) => address !== null) ?? null
  const diagnostic = field(fields, 'diagnostic-code')
  const about = wordsAbout(words, recipient, blocks)
  const reply = bestReply(diagnostic, about) ?? bestReply(null, words) ?? statedReason(about)
  const remote = field(fields, 'remote-mta')
  return complete(bounce, {
    outcome: statedOutcome(
      field(fields, 'action'),
      { reply, words: `${diagnostic ?? ''} ${about}` },
      field(fields, 'status'),
    ),
    recipient,
    reply,
    status: reply?.status ?? statusOf(field(fields, 'status')),
    at: instant(field(fields, 'last-attempt-date')) ?? common.at ?? instant(field(fields, 'arrival-date')),
    remote: { host: mtaName(remote), ip: ipAddresses(remote ?? '')[0] ?? ipAddress(typed(remote)) },
    reportingHost: common.reportingHost ?? mtaName(field(fields, 'reporting-mta')),
  })
}

/** A bounce without a delivery status. */
function readWords(bounce: Bounce, diagnostic: string | null): Delivery[] {
  const { head, words, blocks } = bounce
  const failed = (field(head, 'x-failed-recipients') ?? '').slice(0, 8_000).split(',', 100).map(mailAddress)
  const named = [...new Set(failed.filter((address) => address !== null))]
  const recipients = named.length > 0 ? named : blocks.map(({ recipient }) => recipient)
  const sole = recipients.length > 0 ? null : recipientElsewhere(words, isOwn(head))
  const isDelay = DELAYED.test(field(head, 'subject') ?? '') || DELAYED.test(words.slice(0, 2_000))
  const deliveries = (recipients.length > 0 ? recipients : [sole]).map((recipient) => {
    const about = wordsAbout(words, recipient, blocks)
    const reply = bestReply(diagnostic, about) ?? bestReply(null, words) ?? statedReason(about)
    const outcome = statedOutcome(isDelay ? 'delayed' : null, { reply, words: about }, null)
    return complete(bounce, {
      outcome,
      recipient,
      reply,
      status: reply?.status ?? null,
      at: bounce.common.at,
      remote: null,
      reportingHost: bounce.common.reportingHost,
    })
  })
  const told = deliveries.filter(({ reply }) => reply !== null)
  if (told.length > 0) return told
  return FAILED.test(`${field(head, 'subject') ?? ''} ${words}`)
    ? deliveries.filter(({ recipient }) => recipient !== null)
    : []
}

function complete(
  { common }: Bounce,
  said: Pick<Delivery, 'outcome' | 'recipient' | 'reply' | 'status' | 'at' | 'reportingHost'> & {
    remote: { host: string | null; ip: string | null } | null
  },
): Delivery {
  const { remote, ...rest } = said
  const delivery = { ...common, ...rest, ...replier(said.reply, remote ?? { host: null, ip: null }) }
  return { ...delivery, sourceIp: sentFrom(delivery) }
}

/** The reply of the field, with what the words add about it; the words' own where the field has no code. */
function bestReply(diagnostic: string | null, words: string): Reply | null {
  const stated = diagnostic === null ? null : readReply(diagnostic)
  const told = readReply(words)
  const inWords = told?.smtpCode == null ? null : told
  if (stated?.smtpCode == null) return inWords ?? (stated && isNobodys(diagnostic!) ? null : stated) ?? null
  if (isLocal(stated)) return inWords && !isLocal(inWords) ? inWords : null
  const isSame = inWords?.smtpCode === stated.smtpCode && inWords.status === stated.status
  if (!inWords || !isSame) return stated
  // The field may leave out in answer to what a reply came; of one within another, its only mark may be either's.
  const isPhaseInWords = inWords.phase !== 'unknown' && (stated.phase === 'unknown' || inWords.quotedBy !== null)
  return {
    ...stated,
    phase: isPhaseInWords ? inWords.phase : stated.phase,
    host: stated.host ?? inWords.host,
    ip: stated.ip ?? (stated.host === null || stated.host === inWords.host ? inWords.ip : null),
    quotedBy: inWords.quotedBy ?? stated.quotedBy,
  }
}

/** A reason in words, without a reply's code: Oracle's server has it in a field, qmail has a status behind it. */
function statedReason(words: string): Reply | null {
  const reason =
    /(?:^|\n)Reason: ([^\n]{3,500})/.exec(words)?.[1] ?? /(?:^|\n)([^\n]{3,500}\(#[45]\.\d\.\d{1,3}\))/.exec(words)?.[1]
  return reason === undefined || isNobodys(reason) ? null : readReply(reason)
}

/** A program that reached nobody may write down a reply of its own. */
function isLocal(reply: Reply): boolean {
  return /^[45]\.4\.[134]$/.test(reply.status ?? '') && isNobodys(reply.text)
}

function statedOutcome(
  action: string | null,
  said: { reply: Reply | null; words: string },
  status: string | null,
): DeliveryOutcome {
  const word = /^[\s"]{0,3}([a-z]{4,12})/i.exec(action ?? '')?.[1]?.toLowerCase()
  if (word === 'delivered' || word === 'relayed' || word === 'expanded') return 'delivered'
  if (word === 'delayed') return 'deferred'
  if (isSuppressed(said.reply?.text ?? said.words)) return 'suppressed'
  if (word !== 'failed' && status?.startsWith('4.')) return 'deferred'
  return said.reply?.smtpCode == null && isNobodys(said.words) ? 'unreachable' : 'refused'
}

/** A value without its type: `dns; mx.example.com`, `rfc822;a@example.com` (RFC 3464 section 2.1.2). */
function typed(value: string | null): string | null {
  return (
    value
      ?.slice(0, 2_000)
      .replace(/^\s*[\w-]{1,40}\s{0,3};/, '')
      .trim() ?? null
  )
}

function mtaName(value: string | null): string | null {
  return hostName(typed(value))
}

function statusOf(value: string | null): string | null {
  return /(?<![\w.])[245]\.\d{1,3}\.\d{1,3}(?![\w.])/.exec((value ?? '').slice(0, 100))?.[0] ?? null
}
