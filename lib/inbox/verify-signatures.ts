import { Readable } from 'node:stream'

import { dkimVerify } from 'mailauth/lib/dkim/verify.js'

import { domainOf } from './host-name.ts'
import type { LookUp } from './look-up.ts'
import type { DkimCheck, DkimResult } from './mail-check.ts'
import { oneFrom } from './one-from.ts'
import { readSignatures, type Refusal, type Signature } from './read-signatures.ts'
import type { Header, Top } from './read-top.ts'

/** RFC 8301: shorter keys prove nothing. */
export const KEY_BITS_MIN = 1_024
/** Longer ones cost more to try than they are worth. */
export const KEY_BITS_MAX = 4_096
const COMMENT_MAX = 200
const RESULTS: readonly string[] = [
  'pass',
  'fail',
  'neutral',
  'policy',
  'temperror',
  'permerror',
] satisfies DkimResult[]
/** One address as people have it: no quotes, no comments, nothing outside of ASCII before the @. */
const ADDRESS = /^[!#-'*+\-./0-9=?A-Z^-~]{1,64}@[^\s@<>"(),:;]+$/

type Found = { from: string | null; dkim: DkimCheck[] }
type Result = Awaited<ReturnType<typeof dkimVerify>>['results'][number] & {
  canonBodyLengthLimited?: boolean
  modulusLength?: number
}

/** Verifies the signatures of a mail (RFC 6376), and finds the one address in From. @throws when the library does. */
export async function verifySignatures(top: Top, lookUp: LookUp, now: Date): Promise<Found> {
  const signatures = readSignatures(top.headers)
  const usable = signatures.filter(({ refusal }) => refusal === null)
  const { results, headerFrom } = await dkimVerify(Readable.from(rewrite(top, usable)), {
    resolver: lookUp.ask,
    minBitLength: KEY_BITS_MIN,
    curTime: now,
    // Without it Return-Path would be read, which nobody asked for.
    sender: 'nobody@localhost',
  })
  const signed = results.filter(({ signingDomain }) => signingDomain)
  if (signed.length !== usable.length) throw new Error('mailauth did not look at each signature.')
  const checks = new Map(usable.map((signature, index) => [signature, judge(signed[index]!, top.body.problem)]))
  return {
    from: fromOf(top.headers, headerFrom),
    dkim: signatures.map((signature) => toCheck(signature, signature.refusal ?? checks.get(signature)!)),
  }
}

/**
 * The mail without signatures that are not verified, nor seals, which the library would look at as well. The body is left out
 * when nothing is verified.
 */
async function* rewrite({ headers, body }: Top, usable: Signature[]): AsyncGenerator<Buffer> {
  const verified = new Set(usable.map(({ header }) => header))
  const kept = headers.filter((header) => verified.has(header) || !['dkim-signature', 'arc-seal'].includes(header.name))
  const head = oneFrom(headers) ? kept : kept.filter(({ name }) => name !== 'from')
  yield Buffer.from(`${head.map(({ text }) => text).join('\r\n')}\r\n\r\n`, 'latin1')
  if (usable.length > 0) yield* body.read()
}

function judge(result: Result, bodyProblem: string | null): Refusal {
  // The rest of the body was not looked at, and so not signed.
  if (bodyProblem !== null) return { result: 'permerror', comment: bodyProblem }
  const { status, canonBodyLengthLimited, modulusLength = 0 } = result
  if (status.result === 'pass' && canonBodyLengthLimited)
    return { result: 'policy', comment: 'a part of the body is unsigned' }
  if (status.result === 'pass' && modulusLength > KEY_BITS_MAX)
    return { result: 'policy', comment: 'the key is too long' }
  return {
    result: RESULTS.includes(status.result) ? (status.result as DkimResult) : 'permerror',
    comment: status.comment?.slice(0, COMMENT_MAX) ?? status.policy?.['dkim-rules'] ?? null,
  }
}

function toCheck({ domain, selector }: Signature, { result, comment }: Refusal): DkimCheck {
  return { domain, selector, result, comment }
}

function fromOf(headers: Header[], addresses: string[]): string | null {
  const [address, another] = addresses
  if (!oneFrom(headers) || !address || another !== undefined || !ADDRESS.test(address)) return null
  const domain = domainOf(address)
  return domain && `${address.slice(0, address.lastIndexOf('@')).toLowerCase()}@${domain}`
}
