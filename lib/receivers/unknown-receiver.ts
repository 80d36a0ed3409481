import { createHash } from 'node:crypto'

import { getDomain } from 'tldts'

import { receiverName } from './receiver-name.ts'

const ID_MAX = 100
const NAME_MAX = 100
// Beyond it the expressions below would take quadratic time on long rows of dots.
const READ_MAX = 1_000
const DIGEST_LENGTH = 8

/** Makes a stable id and a name that can be shown, for a reporter outside the catalogue; `orgName` without control characters. */
export function unknownReceiver(orgName: string, emailDomain: string | null): { id: string; name: string } {
  const shown = orgName.slice(0, NAME_MAX).trim().toWellFormed()
  const domain = emailDomain && (organizationalDomain(emailDomain) ?? emailDomain)
  const id = slug(domain || orgName)
  return {
    id: receiverName(id) ? `unconfirmed-${id}` : id,
    name: shown || domain?.slice(0, NAME_MAX) || id,
  }
}

function organizationalDomain(domain: string): string | null {
  // Names under a private suffix (a hosting company's) belong to different people.
  return getDomain(domain, { allowPrivateDomains: true, validateHostname: false })
}

/** Letters lose their accents; what is left of no ASCII letter is told apart by a digest of the whole text. */
function slug(text: string): string {
  const lower = text.trim().toLowerCase()
  const plain = lower.slice(0, READ_MAX).normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const ascii = plain.replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '') || 'unnamed'
  if (lower.length <= READ_MAX && ascii.length <= ID_MAX && !/[^\P{L}a-z]|[^\P{N}0-9]/u.test(plain)) return ascii
  const digest = createHash('sha256').update(lower).digest('hex').slice(0, DIGEST_LENGTH)
  return `${ascii.slice(0, ID_MAX - DIGEST_LENGTH - 1)}-${digest}`
}
