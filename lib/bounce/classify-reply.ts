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
    /rate[- ]limit|too many (?:connections|messages|recipients|errors|emails)|excessive|throttl|unusual rate|sending limit|try again later.{0,40}\bvolume/,
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

/** By the second and third digit of the enhanced status (RFC 3463, and RFC 7372 for authentication). */
const STATUSES: Record<string, GenericClass> = {
  '1.0': 'mailbox-unknown',
  '1.1': 'mailbox-unknown',
  '1.2': 'mailbox-unknown',
  '1.3': 'mailbox-unknown',
  '1.6': 'mailbox-unknown',
  '1.8': 'sender-dns',
  '1.10': 'relay-denied',
  '2.1': 'mailbox-unknown',
  '2.2': 'mailbox-full',
  '7.20': 'authentication',
  '7.21': 'authentication',
  '7.22': 'authentication',
  '7.23': 'authentication',
  '7.24': 'authentication',
  '7.25': 'sender-dns',
  '7.26': 'authentication',
}

/** @param status enhanced status `x.y.z`, of the reply or else of its carrier. */
export function classifyReply(text: string, smtpCode: number | null, status: string | null): GenericClass {
  const isTemporary = smtpCode !== null ? smtpCode < 500 : (status?.startsWith('4') ?? false)
  const byStatus = status === null ? undefined : STATUSES[status.slice(2)]
  // Who is asked to come again has not been told that the mailbox is missing: 4.2.1 is how Gmail slows senders down.
  if (byStatus !== undefined && !(isTemporary && byStatus === 'mailbox-unknown')) return byStatus
  const words = text.slice(0, TEXT_MAX).toLowerCase()
  const byWords = WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null
  if (isTemporary && (byWords === null || byWords === 'policy-unknown' || byWords === 'mailbox-unknown'))
    return 'deferred'
  return byWords ?? (status?.startsWith('5.7') ? 'policy-unknown' : 'unknown')
}
