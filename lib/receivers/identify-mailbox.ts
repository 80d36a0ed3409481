import catalogue from './mail-hosts.json' with { type: 'json' }
import { receiverName } from './receiver-name.ts'
import { unknownReceiver } from './unknown-receiver.ts'

export type MailboxFacts = {
  /** Who answered for the recipient. */
  host: string | null
  mxHosts: string[]
  recipientDomain: string | null
}

const HOSTS = new Map(Object.entries(catalogue.hosts))
const MAILBOXES = new Map(Object.entries(catalogue.mailboxes))
const NAME_MAX = 253

/**
 * Names the operator that a message went to, by the host that answered, else by where the recipient's mail goes, else by the domain of
 * the recipient. One outside the list is named for its domain. Null where nothing is known.
 */
export function identifyMailbox({ host, mxHosts, recipientDomain }: MailboxFacts): { id: string; name: string } | null {
  const known =
    [host, ...mxHosts].map((name) => name && find(HOSTS, name)).find(Boolean) ?? mailboxOperator(recipientDomain)
  if (known) return { id: known, name: receiverName(known) ?? known }
  const domain = recipientDomain ?? host ?? mxHosts[0] ?? null
  return domain === null ? null : unknownReceiver('', domain.toLowerCase().slice(0, NAME_MAX))
}

/** The id of the operator whose people have mailboxes at this very domain; null where that is not known. */
export function mailboxOperator(domain: string | null): string | null {
  return domain === null ? null : (MAILBOXES.get(domain.toLowerCase()) ?? null)
}

function find(list: Map<string, string>, name: string): string | null {
  const labels = name.slice(0, NAME_MAX).toLowerCase().replace(/\.$/, '').split('.').slice(-3)
  for (let start = 0; start < labels.length - 1; start++) {
    const id = list.get(labels.slice(start).join('.'))
    if (id) return id
  }
  return null
}
