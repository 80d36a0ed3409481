import ipaddr from 'ipaddr.js'
import { dmarc as checkDmarc } from 'mailauth/lib/dmarc/index.js'
import { spf as checkSpf } from 'mailauth/lib/spf/index.js'

import type { Resolver } from '#lib/dns/answer.ts'
import { log } from '#lib/log.ts'

import { domainOf, toHostName } from './host-name.ts'
import { isDirect } from './is-direct.ts'
import { type LookUp, lookUpWith } from './look-up.ts'
import type { DkimCheck, DmarcResult, MailCheck, MailPath, SpfResult } from './mail-check.ts'
import { isAligned } from './organizational-domain.ts'
import { inPieces, readTop, type Top } from './read-top.ts'
import { readTrustedResults } from './trusted-results.ts'
import { verifySignatures } from './verify-signatures.ts'

/**
 * A mail and the way it came go in, for which domains it is authenticated comes out. Whether that makes a report in it genuine is
 * judged elsewhere. It throws nothing because of the mail, only what its source throws.
 */

export type CheckDeps = {
  resolver: Resolver
  now: Date
  /** Addresses and networks. */
  relays: string[]
  /** In lower case. */
  trustedAuthservIds: string[]
  /** After it every answer of DNS is missing. */
  deadlineMs?: number
}

const DEADLINE_MS = 15_000
const POLICIES = ['none', 'quarantine', 'reject']
/** Longer than any name, and more than the macros of SPF need. */
const HELO_MAX = 255

export async function checkMail(bytes: AsyncIterable<Buffer>, path: MailPath, deps: CheckDeps): Promise<MailCheck> {
  const pieces = inPieces(bytes)
  try {
    return await checkPieces(pieces, path, deps)
  } finally {
    await pieces.return()
  }
}

async function checkPieces(pieces: Pieces, path: MailPath, deps: CheckDeps): Promise<MailCheck> {
  const top = await readTop(pieces)
  const known = {
    checkedAt: deps.now.toISOString(),
    peer: path.peer,
    isDirect: isDirect(path.peer, deps.relays),
  }
  try {
    if (top) return { ...known, ...(await authenticate(top, path, known.isDirect, deps)) }
  } catch (error) {
    if (top?.body.error) throw top.body.error
    // Its message may quote the mail.
    log.warn({ class: error instanceof Error ? error.constructor.name : typeof error }, 'a mail could not be checked')
  }
  return { ...known, dns: 'answered', from: null, dkim: [], spf: null, dmarc: null, trusted: null }
}

type Pieces = ReturnType<typeof inPieces>
type Found = Omit<MailCheck, 'checkedAt' | 'peer' | 'isDirect'>

async function authenticate(top: Top, path: MailPath, isFromSender: boolean, deps: CheckDeps): Promise<Found> {
  const lookUp = lookUpWith(deps.resolver, AbortSignal.timeout(deps.deadlineMs ?? DEADLINE_MS))
  const { from, dkim } = await verifySignatures(top, lookUp, deps.now)
  const spf = isFromSender ? await spfOf(path, lookUp) : null
  const dmarc = from === null ? null : await dmarcOf(from, dkim, spf, lookUp)
  const isMissing = [...dkim, spf, dmarc].some((check) => check?.result === 'temperror')
  return {
    dns: lookUp.isOff() ? 'off' : isMissing ? 'failed' : 'answered',
    from,
    dkim,
    spf,
    dmarc,
    trusted: isFromSender ? null : readTrustedResults(top.headers, deps.trustedAuthservIds),
  }
}

/** RFC 7208, with its limits on look-ups kept by the library. A bounce has no sender: then it is about HELO. */
async function spfOf({ envelopeFrom, peer, helo }: MailPath, lookUp: LookUp): Promise<MailCheck['spf']> {
  const host = toHostName(helo)
  const domain = envelopeFrom === '' ? host : domainOf(envelopeFrom ?? '')
  if (domain === null || peer === null) return null
  const { status } = await checkSpf({
    sender: envelopeFrom || `postmaster@${domain}`,
    ip: ipaddr.process(peer).toString(),
    helo: host ?? helo?.slice(0, HELO_MAX) ?? domain,
    // Stands in comments and in a macro; the name of this machine is nobody's business.
    mta: 'localhost',
    resolver: lookUp.ask,
  })
  return { domain, result: status.result as SpfResult }
}

/** RFC 7489. */
async function dmarcOf(
  from: string,
  dkim: DkimCheck[],
  spf: MailCheck['spf'],
  lookUp: LookUp,
): Promise<MailCheck['dmarc']> {
  const domain = domainOf(from)!
  const signers = dkim.filter(({ result }) => result === 'pass').map((check) => check.domain)
  const senders = spf?.result === 'pass' ? [spf.domain] : []
  const found = await checkDmarc({
    headerFrom: [from],
    dkimDomains: signers.map((signer) => ({ domain: signer })),
    spfDomains: senders,
    resolver: lookUp.ask,
  } as Parameters<typeof checkDmarc>[0])
  if (!found) return null
  const isPass =
    signers.some((signer) => isAlignedAs(signer, domain, found.alignment?.dkim.strict)) ||
    senders.some((sender) => isAlignedAs(sender, domain, found.alignment?.spf.strict))
  const { result } = found.status
  const policy = String(found.policy ?? '').toLowerCase()
  return {
    domain,
    // The library takes strict alignment for relaxed.
    result: (result === 'pass' && !isPass ? 'fail' : result) as DmarcResult,
    policy: POLICIES.includes(policy) ? policy : null,
  }
}

function isAlignedAs(authenticated: string, from: string, isStrict = false): boolean {
  return isStrict ? authenticated === from : isAligned(authenticated, from)
}
