import { emailDomain } from './email-domain.ts'
import { receiverName } from './receiver-name.ts'
import catalogue from './receivers.json' with { type: 'json' }
import { unknownReceiver } from './unknown-receiver.ts'

/**
 * The reporter's own words come in, the mailbox operator the mail went to comes out. Both words are free text that anybody can
 * write: whether a report is genuine is not known here.
 */

export type Receiver = { id: string; name: string }
export type Reporter = { orgName: string | null; email: string | null }

type Entry = { id: string; emailDomains: string[]; mailboxDomains: string[]; orgNames: string[] }

const BY_DOMAIN = new Map<string, Entry>()
const BY_ORG_NAME = new Map<string, Entry[]>()
for (const entry of catalogue.receivers) {
  for (const domain of [...entry.emailDomains, ...entry.mailboxDomains]) BY_DOMAIN.set(domain, entry)
  for (const orgName of entry.orgNames) BY_ORG_NAME.set(orgName, [...(BY_ORG_NAME.get(orgName) ?? []), entry])
}

/**
 * Names the receiver behind a report. The domain of the e-mail decides; org_name does so only where there is no e-mail. A
 * reporter outside the catalogue gets an id of its own (`[a-z0-9.-]`, at most 100 characters, never one of the catalogue's).
 */
export function identifyReceiver(reporter: Reporter): Receiver {
  const orgName = clean(reporter.orgName)
  const domain = emailDomain(reporter.email)
  const named = namedReceivers(orgName)
  if (domain === null) return named[0] ? known(named[0]) : unknownReceiver(orgName, null)

  const found = entryOfDomain(domain)
  // A small mail server may give its owner's mailbox at a large provider as its contact; its org_name then says so.
  const isOwn = found && (!found.mailboxDomains.includes(domain) || !orgName || named.includes(found))
  if (isOwn) return known(found)

  const receiver = unknownReceiver(orgName, found ? null : domain)
  // "google.com" with an address elsewhere is not Google, and must not look like it in a list either.
  return named.length > 0 ? { ...receiver, name: `${receiver.name} (${domain})` } : receiver
}

function known({ id }: Entry): Receiver {
  return { id, name: receiverName(id) ?? id }
}

/** The receivers that an org_name claims to be, by a name of the list or a host name of theirs. */
function namedReceivers(orgName: string): Entry[] {
  const name = plain(orgName)
  const byDomain = entryOfDomain(name)
  return [...(BY_ORG_NAME.get(name) ?? []), ...(byDomain ? [byDomain] : [])]
}

function entryOfDomain(domain: string): Entry | null {
  const labels = domain.split('.').slice(-LABELS_MAX)
  for (let start = 0; start < labels.length; start++) {
    const entry = BY_DOMAIN.get(labels.slice(start).join('.'))
    if (entry) return entry
  }
  return null
}

/** Control and direction characters, and letters in another width, could make a name look like another one. */
function clean(orgName: string | null): string {
  return (orgName ?? '')
    .normalize('NFKC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
}

/** "Yahoo! Inc." and "Google, Inc." become "yahoo inc" and "google inc"; a name too long for the list becomes empty. */
function plain(name: string): string {
  // The expressions below take quadratic time on long rows of dots.
  if (name.length > NAME_MAX) return ''
  return name
    .toLowerCase()
    .replaceAll(/[,.!]+(?=\s|$)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const NAME_MAX = 253
const LABELS_MAX = Math.max(...[...BY_DOMAIN.keys()].map((domain) => domain.split('.').length))
