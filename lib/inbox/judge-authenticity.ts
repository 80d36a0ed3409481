import ipaddr from 'ipaddr.js'

import { emailDomain } from '#lib/receivers/email-domain.ts'
import { isMailboxDomain, type ReportingMail, reportingMail } from '#lib/receivers/reporting-mail.ts'

import type { AuthenticityReason } from './authenticity-reason.ts'
import { domainOf, toHostName } from './host-name.ts'
import type { MailCheck } from './mail-check.ts'
import { isAligned } from './organizational-domain.ts'

/**
 * What was found out about a mail and who a report in it claims to be from go in, whether the one fits the other comes out
 * (docs/decisions/0017-is-it-genuine.md). Only a pass ever verifies, and a mismatch needs every look-up answered: where something
 * is missing, broken or possible to explain, the report is unverified.
 */

export type Authenticity = 'verified' | 'unverified' | 'mismatch'
export type Judgement = { authenticity: Authenticity; reason: AuthenticityReason }

export type Claim = {
  /** Null when the report did not come by mail. */
  check: MailCheck | null
  /** E-mail address in the report, in its own words. */
  reporter: { email: string | null }
  receiverId: string
  /** Domains and IP addresses that the organization trusts for this receiver. */
  trustedPaths: string[]
}

export function judgeAuthenticity({ check, reporter, receiverId, trustedPaths }: Claim): Judgement {
  if (check === null) return unverified('not-mailed')
  const receiver = reportingMail(receiverId)
  const fits = (domain: string) =>
    receiver ? fitsReceiver(domain, receiver, check.from) : fitsAddress(domain, reporter.email)
  const isMailboxHere = (domain: string) =>
    receiver?.mailboxDomains.includes(domain) ?? isMailboxOf(reporter.email, domain)

  const known = passedDomains(check)
  const passed = known.filter(fits)
  const from = check.from === null ? null : domainOf(check.from)
  if (from !== null && passed.some((domain) => isAligned(domain, from)))
    return { authenticity: 'verified', reason: 'authenticated' }

  if (check.dns !== 'answered') return unverified(check.dns === 'off' ? 'not-checked' : 'dns-failed')
  if (from === null) return unverified('unclear-sender')
  if (passed.length > 0) return unverified('not-aligned')
  if (known.some(isMailboxHere)) return unverified('mailbox-signs')
  if (check.dkim.some(({ domain }) => fits(domain) || isMailboxHere(domain))) return unverified('signature-broken')
  return receiver?.alwaysSigns ? judgeUnsigned(check, trustedPaths) : unverified(reasonWithoutFit(check))
}

/** The receiver signs each of its mails, and no signature here names a domain of its. */
function judgeUnsigned(check: MailCheck, trustedPaths: string[]): Judgement {
  const isSignedByAnother = signersOf(check).length > 0
  if (!isSignedByAnother && !check.isDirect) return unverified(reasonWithoutFit(check))
  if (isTrusted(check, trustedPaths)) return unverified('trusted-path')
  return { authenticity: 'mismatch', reason: isSignedByAnother ? 'signed-by-another' : 'not-signed' }
}

function reasonWithoutFit(check: MailCheck): AuthenticityReason {
  return passedDomains(check).length > 0 ? 'another-signs' : 'no-signature'
}

function unverified(reason: AuthenticityReason): Judgement {
  return { authenticity: 'unverified', reason }
}

/** Domains for which the mail is authenticated, by Signet itself or by a host that it trusts. */
function passedDomains(check: MailCheck): string[] {
  const sender = check.isDirect && check.spf?.result === 'pass' ? [check.spf.domain] : []
  return [...signersOf(check), ...sender, ...(check.trusted?.passed ?? [])]
}

/** Domains whose signature of the mail passed. */
export function signersOf({ dkim }: MailCheck): string[] {
  return dkim.filter(({ result }) => result === 'pass').map(({ domain }) => domain)
}

/** A signature of a domain where people have mailboxes says nothing, unless the address is the operator's. */
function fitsReceiver(domain: string, receiver: ReportingMail, from: string | null): boolean {
  if (receiver.emailDomains.some((own) => domain === own || isBelow(domain, own))) return true
  if (receiver.mailboxDomains.some((own) => isBelow(domain, own))) return true
  return receiver.mailboxDomains.includes(domain) && receiver.reportAddresses.includes(from ?? '')
}

/** A small server may give its owner's mailbox at a large provider as its contact: anybody could send from one. */
function fitsAddress(domain: string, email: string | null): boolean {
  const claimed = toHostName(emailDomain(email))
  return claimed !== null && !isMailboxDomain(claimed) && isAligned(domain, claimed)
}

function isMailboxOf(email: string | null, domain: string): boolean {
  const claimed = toHostName(emailDomain(email))
  return claimed !== null && isMailboxDomain(claimed) && isAligned(domain, claimed)
}

function isBelow(domain: string, above: string): boolean {
  return domain.endsWith(`.${above}`)
}

function isTrusted(check: MailCheck, trustedPaths: string[]): boolean {
  const domains = [...passedDomains(check), ...check.dkim.map(({ domain }) => domain)]
  return trustedPaths.some((path) =>
    ipaddr.isValid(path) ? isSameAddress(path, check.peer) : domains.includes(path.toLowerCase()),
  )
}

function isSameAddress(address: string, peer: string | null): boolean {
  if (peer === null || !ipaddr.isValid(peer)) return false
  return ipaddr.process(address).toNormalizedString() === ipaddr.process(peer).toNormalizedString()
}
