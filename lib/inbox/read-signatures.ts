import parseDkimHeaders from 'mailauth/lib/parse-dkim-headers.js'

import { toHostName } from './host-name.ts'
import type { DkimCheck } from './mail-check.ts'
import { oneFrom } from './one-from.ts'
import type { Header } from './read-top.ts'

/** A signature that is worth verifying, or one that proves nothing whatever the verification would say. */
export type Signature = { header: Header; domain: string; selector: string; refusal: Refusal | null }
export type Refusal = Pick<DkimCheck, 'result' | 'comment'>

const SIGNATURES_MAX = 20
/** The library takes quadratic time over a hostile one. */
const LENGTH_MAX = 4_096
const SELECTOR = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/i
const CANONICALIZATION = /^\s*((relaxed|simple)(\/(relaxed|simple))?)?\s*$/i
/** The last second that a date can hold. */
const SECOND_MAX = 8.64e12

export type Tags = ReturnType<typeof parseDkimHeaders>['parsed']

/** The first 20 signatures, in the order of the mail. */
export function readSignatures(headers: Header[]): Signature[] {
  const problem = problemOf(headers)
  return signaturesOf(headers).map((header) => {
    const tags = readTags(header)
    // What the tag leaves out may be the report.
    const partial = tags.l ? weak('l= leaves a part of the body unsigned') : null
    return readSignature(header, tags, problem ?? refusalOf(header, tags) ?? partial)
  })
}

export type HeaderSignature = Signature & { tags: Tags }

/** The first 20 signatures of a header without its body: how much of that they cover is no matter. */
export function readHeaderSignatures(headers: Header[]): HeaderSignature[] {
  const problem = problemOfFrom(headers)
  return signaturesOf(headers).map((header) => {
    const tags = readTags(header)
    const refusal = problem ?? refusalOf(header, tags) ?? refusalOfIdentity(tags)
    return { ...readSignature(header, tags, refusal), tags }
  })
}

function signaturesOf(headers: Header[]): Header[] {
  return headers.filter(({ name }) => name === 'dkim-signature').slice(0, SIGNATURES_MAX)
}

function readTags({ text }: Header): Tags {
  return parseDkimHeaders(Buffer.from(text, 'latin1')).parsed
}

function readSignature(header: Header, parsed: Tags, refusal: Refusal | null): Signature {
  const domain = toHostName(parsed.d?.value) ?? ''
  const written = String(parsed.s?.value ?? '')
  const selector = SELECTOR.test(written) ? written.slice(0, 253) : ''
  if (domain === '' || selector === '')
    return { header, domain, selector, refusal: refusal ?? unusable('no key is named') }
  return { header, domain, selector, refusal }
}

/** What makes all signatures of a mail worthless: it can be read otherwise than its signer wrote it. */
function problemOf(headers: Header[]): Refusal | null {
  const problem = problemOfFrom(headers)
  if (problem) return problem
  const count = (name: string) => headers.filter((header) => header.name === name).length
  const twice = ['content-type', 'content-transfer-encoding', 'mime-version'].find((name) => count(name) > 1)
  if (twice) return weak(`the mail has more than one ${twice}`)
  const isLong = headers.some(({ name, text }) => name === 'content-type' && text.length > LENGTH_MAX)
  return isLong ? unusable(`content-type is longer than ${LENGTH_MAX} characters`) : null
}

function problemOfFrom(headers: Header[]): Refusal | null {
  return oneFrom(headers) ? null : unusable('the mail does not have exactly one From')
}

function refusalOf({ text }: Header, tags: Tags): Refusal | null {
  const algorithm = wordOf(tags, 'a')
  if (text.length > LENGTH_MAX) return unusable(`longer than ${LENGTH_MAX} characters`)
  if (algorithm === 'rsa-sha1') return weak('rsa-sha1 (RFC 8301)')
  if (!['rsa-sha256', 'ed25519-sha256'].includes(algorithm)) return unusable('unknown algorithm')
  if (!CANONICALIZATION.test(wordOf(tags, 'c'))) return unusable('unknown canonicalization')
  if (!wordOf(tags, 'h').split(':').includes('from')) return unusable('From is not signed (RFC 6376, section 5.4)')
  // The library throws on them.
  if (['t', 'x'].some((name) => Math.abs(Number(tags[name]?.value ?? 0)) > SECOND_MAX)) return unusable('no such time')
  return null
}

/** RFC 6376, section 3.5: who signs is at the domain that signs, or below it. */
function refusalOfIdentity(tags: Tags): Refusal | null {
  const domain = wordOf(tags, 'd')
  const identity = wordOf(tags, 'i') || `@${domain}`
  const isWithin = identity.endsWith(`@${domain}`) || (identity.includes('@') && identity.endsWith(`.${domain}`))
  return isWithin ? null : unusable('i= is not of the domain in d=')
}

/** A tag in lower case, without blanks around it. */
export function wordOf(tags: Tags, name: string): string {
  return String(tags[name]?.value ?? '')
    .trim()
    .toLowerCase()
}

function unusable(comment: string): Refusal {
  return { result: 'permerror', comment }
}

function weak(comment: string): Refusal {
  return { result: 'policy', comment }
}
