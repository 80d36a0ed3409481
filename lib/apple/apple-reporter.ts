import { appleDomain } from './apple-domain.ts'
import apple from './apple.json' with { type: 'json' }

const ORG_NAMES = new Set(apple.reporter.orgNames)
const NAME_MAX = 100

/**
 * Matches a report that claims to be Apple's, by its org_name or the domain of its e-mail. Apple is not known to send
 * aggregate reports, so this is expected never to match; it is here so that the first one would be seen. Both fields are the
 * reporter's own words: a match is a claim, and `evidence` says what it rests on.
 */
export function appleReporter(orgName: string | null, email: string | null): { evidence: string } | null {
  const claimsName = orgName !== null && ORG_NAMES.has(plain(orgName))
  const emailDomain = domainOf(email)
  const found = appleDomain(emailDomain)
  // Anybody with an iCloud mailbox can be the contact of a small mail server: such an address alone claims nothing.
  const isMailbox = found !== null && found.kind !== 'corporate' && found.domain === emailDomain
  if (found && (claimsName || !isMailbox || !orgName?.trim()))
    return { evidence: `its e-mail address is at ${emailDomain}: ${found.evidence}` }
  if (!claimsName) return null
  return {
    evidence: emailDomain
      ? `it calls itself "${orgName.trim()}", but its e-mail address is at ${emailDomain}, which is not known to be Apple's`
      : `it calls itself "${orgName.trim()}" and gives no e-mail address`,
  }
}

/** Lower case, one space between words, no comma and no dot at the end of a word: "Apple, Inc." is "apple inc". */
function plain(name: string): string {
  // The expressions below take quadratic time on long rows of dots.
  if (name.length > NAME_MAX) return ''
  return name
    .toLowerCase()
    .replaceAll(/[,.]+(?=\s|$)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function domainOf(email: string | null): string | null {
  const at = email?.lastIndexOf('@') ?? -1
  if (!email || at < 0) return null
  const [domain = ''] = email
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .split(/[\s<>,;|]/, 1)
  return domain.replace(/\.$/, '') || null
}
