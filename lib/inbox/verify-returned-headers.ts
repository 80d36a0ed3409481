import { createHash, verify } from 'node:crypto'

import { getPublicKey } from 'mailauth/lib/tools.js'

import type { LookUp } from './look-up.ts'
import type { DkimCheck } from './mail-check.ts'
import { type HeaderSignature, type Refusal, readHeaderSignatures, wordOf } from './read-signatures.ts'
import { type Header, readTop } from './read-top.ts'
import { signedHeader } from './signed-header.ts'
import { KEY_BITS_MAX, KEY_BITS_MIN } from './verify-signatures.ts'

/**
 * The header of a returned message comes in, which of its signatures are genuine comes out. A bounce seldom has the body, so its hash
 * is not compared: that the header is as it was signed shows whose message it was.
 */

/** Of domains that count. No message has more. */
const SIGNATURES_MAX = 5

type VerifyDeps = {
  /** Whether a signature of the domain would prove anything; nothing is asked about others. */
  isWanted: (domain: string) => boolean
  lookUp: LookUp
  /** When it came back: a signature that has expired since is as good as it was. */
  at: Date
}

/** The signatures of wanted domains, at most 5. It throws nothing because of the header. */
export async function verifyReturnedHeaders(headers: string, deps: VerifyDeps): Promise<DkimCheck[]> {
  let checks: DkimCheck[] = []
  for (const bytes of possibleBytes(headers)) {
    checks = await verifyBytes(bytes, deps)
    if (checks.some(({ result }) => result === 'pass')) break
  }
  return checks
}

/** What the text was decoded from, which a signature is of. */
function possibleBytes(text: string): Buffer[] {
  const trimmed = text.replace(/^[\r\n]+/, '')
  // oxlint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(trimmed)) return [Buffer.from(trimmed, 'latin1')]
  // oxlint-disable-next-line no-control-regex
  const isBytes = /^[\0-\xff]*$/.test(trimmed)
  return [Buffer.from(trimmed, 'utf8'), ...(isBytes ? [Buffer.from(trimmed, 'latin1')] : [])]
}

async function verifyBytes(bytes: Buffer, deps: VerifyDeps): Promise<DkimCheck[]> {
  const top = await readTop(inOnePiece(bytes))
  if (!top) return []
  const wanted = readHeaderSignatures(top.headers).filter(({ domain }) => domain !== '' && deps.isWanted(domain))
  const checks: DkimCheck[] = []
  for (const signature of wanted.slice(0, SIGNATURES_MAX)) {
    const { domain, selector, refusal } = signature
    checks.push({ domain, selector, ...(refusal ?? (await verifySignature(top.headers, signature, deps))) })
  }
  return checks
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Buffer, void> {
  yield Buffer.concat([bytes, Buffer.from('\r\n\r\n')])
}

async function verifySignature(headers: Header[], signature: HeaderSignature, deps: VerifyDeps): Promise<Refusal> {
  const { tags, domain, selector } = signature
  if (Number(tags.x?.value) * 1000 < deps.at.getTime())
    return { result: 'policy', comment: 'expired before it came back' }
  const found = await findKey(`${selector}._domainkey.${domain}`, deps.lookUp)
  if (typeof found !== 'string') return found
  const isRsa = wordOf(tags, 'a').startsWith('rsa')
  const signed = signedHeader(headers, signature)
  const given = Buffer.from(String(tags.b?.value ?? ''), 'base64')
  try {
    const isGenuine = isRsa
      ? verify('RSA-SHA256', signed, found, given)
      : verify(null, createHash('sha256').update(signed).digest(), found, given)
    return isGenuine ? { result: 'pass', comment: null } : { result: 'fail', comment: 'bad signature' }
  } catch {
    return { result: 'permerror', comment: 'the key is of another kind' }
  }
}

/** The key in PEM, or why there is none. */
async function findKey(name: string, lookUp: LookUp): Promise<string | Refusal> {
  try {
    const { publicKey, modulusLength = 0 } = await getPublicKey('DKIM', name, KEY_BITS_MIN, lookUp.ask)
    return modulusLength > KEY_BITS_MAX ? { result: 'policy', comment: 'the key is too long' } : publicKey
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND') return { result: 'neutral', comment: 'no key' }
    if (code === 'ESHORTKEY') return { result: 'policy', comment: 'the key is too short' }
    if (code.startsWith('EINVALID')) return { result: 'permerror', comment: 'the record is no key' }
    return { result: 'temperror', comment: 'DNS failure' }
  }
}
