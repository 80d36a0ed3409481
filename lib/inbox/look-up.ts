import type { DnsAnswer, Resolver } from '#lib/dns/answer.ts'

/** The resolver as mailauth wants it: answers are arrays, everything else is thrown with a code. */
export type LookUp = {
  ask: (name: string, type: string) => Promise<string[][] | string[]>
  /** Whether some question was not asked, because nobody is. */
  isOff(): boolean
}

/** A mail with 20 signatures and an SPF record of 10 look-ups stays well below. */
const QUESTIONS_MAX = 150
/** Longer records are no key of 4,096 bits and no policy, and cost much to read. */
const TEXT_MAX = 4_096

/** Look-ups for one mail. When `deadline` has passed, or too much was asked, every answer is missing. */
export function lookUpWith(resolver: Resolver, deadline: AbortSignal): LookUp {
  let questionCount = 0
  let isOff = false
  const tooLate = new Promise<DnsAnswer<never>>((resolve) => {
    deadline.addEventListener('abort', () => resolve({ kind: 'failed', reason: 'deadline' }), { once: true })
  })
  return {
    isOff: () => isOff,
    async ask(name, type) {
      questionCount += 1
      if (questionCount > QUESTIONS_MAX || deadline.aborted) throw withCode('ETIMEOUT')
      const answer = await Promise.race([askFor(resolver, name, type), tooLate])
      if (answer.kind === 'off') isOff = true
      if (answer.kind === 'none') throw withCode('ENOTFOUND')
      // Of other codes the library would overlook some within an SPF record.
      if (answer.kind !== 'found') throw withCode('ETIMEOUT')
      return answer.values
    },
  }
}

async function askFor(resolver: Resolver, name: string, type: string): Promise<DnsAnswer<never>> {
  // The types of the library know texts and addresses only, and it sorts what it is given in place.
  const answer = (await askForType(resolver, name, type)) as DnsAnswer<never>
  return answer.kind === 'found' ? { kind: 'found', values: [...answer.values] } : answer
}

async function askForType(resolver: Resolver, name: string, type: string): Promise<DnsAnswer<unknown>> {
  if (type === 'TXT') return toStrings(await resolver.txt(name))
  if (type === 'MX') return resolver.mx(name)
  if (type === 'A') return resolver.ipv4(name)
  if (type === 'AAAA') return resolver.ipv6(name)
  if (type === 'PTR') return resolver.ptr(name)
  return { kind: 'none' }
}

/** Of several records the library takes the first for the key: those that hold one come first. */
function toStrings(answer: DnsAnswer<string>): DnsAnswer<string[]> {
  if (answer.kind !== 'found') return answer
  const texts = answer.values.filter((text) => text.length <= TEXT_MAX)
  if (texts.length === 0) return { kind: 'none' }
  const isKey = (text: string) => Number(/(^|;)\s*p\s*=/.test(text))
  return { kind: 'found', values: texts.toSorted((a, b) => isKey(b) - isKey(a)).map((text) => [text]) }
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code })
}
