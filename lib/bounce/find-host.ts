import { ipAddress } from './ip-addresses.ts'

/** A host's name: labels and dots, the last one not a number. */
const NAME = String.raw`(?:[a-z0-9_][\w-]{0,62}\.){1,10}[a-z][a-z0-9-]{1,30}`
const ADDRESS = String.raw`[\[(]{1,2}([0-9a-f.:]{3,45}|IPv6:[0-9a-f.:]{3,45})[\])]{1,2}`
const MARKED = new RegExp(
  String.raw`(?:\bhost|\btalking to|\bserver(?: at)?|\bby|\bremote(?: host)?|\bfrom|\bto|relay=|FQDN=|\bH=|\bmx)\s?["'<(]?(?<![@\w])(${NAME})\.?(?:[:|]\d{1,5})?(?![\w@])[>"')]?(?:\s?${ADDRESS})?`,
  'gi',
)
const DIRECT = new RegExp(
  String.raw`(?<![@\w.-]|\b(?:EHLO|HELO|LHLO) )(${NAME})\.?(?::\d{1,5})?[>"']?(?:\s?${ADDRESS})?(?::\d{1,5})?\s?(?:\)\s?)?(?:said|says|replied|responded|returned|gave this error|#\d\.\d\.\d smtp)?[\s:;,"'#<(\[]{0,6}$`,
  'i',
)
/** Exchange has the host on a line of its own. */
const ON_LINE_BEFORE = new RegExp(String.raw`(?:^|\n)(${NAME})\n[^\n]{0,60}$`, 'i')
const LONE_ADDRESS = new RegExp(
  String.raw`(?:\bhost|\bserver|\bat|\bto|relay=|IP=)\s?[\[(]?([0-9a-f.:]{3,45})[\])]?`,
  'gi',
)
/** Qmail: `192.0.2.1 failed after I sent the message.` and `Connected to 192.0.2.1 but …`. */
const QMAIL_ADDRESS = /(?:^|\n|Connected to )([0-9a-f.:]{3,45}) (?:failed after|does not like|but )/i

/** Whom the words before a reply name as the one who gave it: the last of them. */
export function findHost(lead: string): { host: string | null; ip: string | null } {
  const direct = DIRECT.exec(lead.slice(-160))
  const match = direct ?? ON_LINE_BEFORE.exec(lead.slice(-320)) ?? [...lead.matchAll(MARKED)].at(-1)
  if (match) return { host: hostName(match[1]), ip: ipAddress(match[2]) ?? loneAddress(direct ? '' : lead) }
  return { host: null, ip: loneAddress(lead) }
}

/** A host's name in lower case, without a port, an address or a final dot; null for what is none. */
export function hostName(text: string | null | undefined): string | null {
  const name = /^[\s"'<(]*([\w.-]{1,255})/
    .exec((text ?? '').slice(0, 300))?.[1]
    ?.toLowerCase()
    .replace(/\.$/, '')
  return name !== undefined && /^[a-z0-9_].*\.[a-z][a-z0-9-]*$/.test(name) ? name : null
}

function loneAddress(lead: string): string | null {
  const qmail = ipAddress(QMAIL_ADDRESS.exec(lead)?.[1])
  return qmail ?? ipAddress([...lead.matchAll(LONE_ADDRESS)].at(-1)?.[1])
}
