/** What kind of answer a reply of any receiver is. The words are those of Apple's catalogue. */
export type GenericClass =
  | 'blocked'
  | 'reputation'
  | 'content-policy'
  | 'authentication'
  | 'dmarc'
  | 'rate'
  | 'deferred'
  | 'sender-dns'
  | 'helo'
  | 'mailbox-unknown'
  | 'mailbox-full'
  | 'relay-denied'
  | 'policy-unknown'
  | 'unknown'

const TEXT_MAX = 2_000

/** Words that tell, the plainest first. */
const WORDS: readonly (readonly [GenericClass, RegExp])[] = [
  [
    'mailbox-full',
    /over quota|quota exceeded|exceeded.{0,40}quota|mailbox (?:is )?full|insufficient (?:system )?storage|out of storage/,
  ],
  ['dmarc', /dmarc/],
  ['helo', /\b(?:helo|ehlo)\b.{0,60}(?:reject|not found|invalid|not resolve|fully-qualified|refused)/],
  [
    'sender-dns',
    /sender (?:address )?rejected: domain not found|sender domain (?:must|does)|domain of sender.{0,60}(?:not exist|not resolve)|reverse dns|\bptr\b|\brdns\b/,
  ],
  ['authentication', /\bspf\b|\bdkim\b|unauthenticated|not authenticated|authentication (?:check|fail|information)/],
  [
    'relay-denied',
    /relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed|prohibited)|unable to relay|not permitted to relay/,
  ],
  [
    'rate',
    /rate[- ]limit|at a rate|too many (?:connections|messages|recipients|errors|emails)|excessive|throttl|unusual rate|sending limit|try again later.{0,40}\bvolume/,
  ],
  [
    'mailbox-unknown',
    /user (?:unknown|does(?:n't| not) exist|not found)|unknown (?:user|recipient|mailbox|local)|no such (?:user|recipient|mailbox|person|address)|mailbox (?:unavailable|not found|does not exist|is disabled|disabled|inactive)|recipient (?:not found|unknown|address rejected)|account (?:that you tried to reach )?(?:does not exist|is disabled|has been disabled|disabled|inactive)|invalid (?:recipient|mailbox)|does not exist|address unknown|no mailbox/,
  ],
  ['reputation', /\breputation\b|domain.{0,40}\bdbl\b|surbl|uribl/],
  [
    'blocked',
    /block ?list|black ?list|deny ?list|spamhaus|spamcop|barracuda|\brbl\b|dnsbl|sorbs|is listed|listed (?:at|in|on)|blocked using|your ip|ip address.{0,60}(?:block|reject|denied)|ip.{0,20}blocked|\bbanned\b/,
  ],
  ['deferred', /gr[ea]ylist|temporar|try again|service (?:not |un)available/],
  [
    'content-policy',
    /\bspam\b|\bvirus\b|malware|phish|message content|content (?:reject|denied|policy)|\bbulk\b|\bunsolicited\b|high probability|attachment/,
  ],
  ['policy-unknown', /polic|not (?:allowed|accepted|authorized)|denied|prohibited|\brejected\b|refused|blocked/],
]

/** By the second and third part of the enhanced status (RFC 3463, and RFC 7372 for authentication). */
const STATUSES = new Map<string, GenericClass>([
  ['1.0', 'mailbox-unknown'],
  ['1.1', 'mailbox-unknown'],
  ['1.2', 'mailbox-unknown'],
  ['1.3', 'mailbox-unknown'],
  ['1.6', 'mailbox-unknown'],
  ['1.8', 'sender-dns'],
  ['1.10', 'relay-denied'],
  ['2.1', 'mailbox-unknown'],
  ['2.2', 'mailbox-full'],
  ['7.20', 'authentication'],
  ['7.21', 'authentication'],
  ['7.22', 'authentication'],
  ['7.23', 'authentication'],
  ['7.24', 'authentication'],
  ['7.25', 'sender-dns'],
  ['7.26', 'authentication'],
])

/** Words too general to outweigh that the receiver asks to try again. */
const WEAK: readonly (GenericClass | null)[] = [null, 'policy-unknown', 'mailbox-unknown']

/** @param status enhanced status `x.y.z`, of the reply or else of its carrier. */
export function classifyReply(text: string, smtpCode: number | null, status: string | null): GenericClass {
  const words = text.slice(0, TEXT_MAX).toLowerCase()
  const isTemporary = smtpCode !== null ? smtpCode < 500 : (status?.startsWith('4') ?? false)
  const byStatus = classOfStatus(status, { words, isTemporary })
  if (byStatus !== null) return byStatus
  const byWords = classOfWords(words, smtpCode !== null && !isTemporary)
  if (isTemporary && WEAK.includes(byWords)) return 'deferred'
  return byWords ?? (status?.startsWith('5.7') ? 'policy-unknown' : 'unknown')
}

function classOfStatus(
  status: string | null,
  { words, isTemporary }: { words: string; isTemporary: boolean },
): GenericClass | null {
  const found = status === null ? undefined : STATUSES.get(status.slice(2))
  // A mailbox that takes nothing for now is there: 4.2.1 of Gmail, for one.
  if (found === undefined || (isTemporary && found === 'mailbox-unknown')) return null
  // Gmail has one status for both, and says in words which of them it was.
  return found === 'authentication' && words.includes('dmarc') ? 'dmarc' : found
}

/** @param isFinal whether it is refused for good, so that "try again" in it is advice. */
function classOfWords(words: string, isFinal: boolean): GenericClass | null {
  return WORDS.find(([found, pattern]) => !(isFinal && found === 'deferred') && pattern.test(words))?.[0] ?? null
}
