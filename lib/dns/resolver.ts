import { Resolver as Servers } from 'node:dns/promises'
import { isIP } from 'node:net'

import type { Config } from '#lib/config.ts'

import { answerCache } from './answer-cache.ts'
import type { DnsAnswer, Mx, Resolver } from './answer.ts'

/**
 * A name and a kind of record come in, an answer comes out, from the servers of DNS_SERVERS. Names may be those that a hostile mail
 * chooses: what is no name is never asked for. How many questions one piece of work may ask is bounded by who asks.
 */

const TIMEOUT_MS = 2_000
const TRIES = 2
/** The servers' own time limit counts for each of them and each try anew. */
const DEADLINE_MS = 5_000

const NAME_MAX = 253
const LABEL = /^[a-z0-9_-]{1,63}$/

type Ask = (name: string) => Promise<unknown[]>

export function resolverOf(dns: Config['dns'], now: () => number = () => performance.now()): Resolver {
  if (dns === 'off') return resolverThat(async () => ({ kind: 'off' }))
  const servers = new Servers({ timeout: TIMEOUT_MS, tries: TRIES })
  if (dns !== 'system') servers.setServers(dns.map(toNodeAddress))
  const asks: Record<Kind, Ask> = {
    txt: async (name) => (await servers.resolveTxt(name)).map((strings) => strings.join('')),
    mx: async (name) => sortMx(await servers.resolveMx(name)),
    ipv4: (name) => servers.resolve4(name),
    ipv6: (name) => servers.resolve6(name),
    ptr: (name) => servers.resolvePtr(name),
  }
  const cache = answerCache(now)
  const pending = new Map<string, Promise<DnsAnswer<unknown>>>()

  return resolverThat(async (kind, written) => {
    const name = toName(written)
    if (name === null) return { kind: 'none' }
    const question = `${kind} ${name}`
    const known = cache.get(question) ?? pending.get(question)
    if (known) return known
    const answer = answerOf(asks[kind](name))
    pending.set(question, answer)
    cache.set(question, await answer)
    pending.delete(question)
    return answer
  })
}

/** Node adds a type to each. */
function sortMx(records: Mx[]): Mx[] {
  return records.map(({ exchange, priority }) => ({ exchange, priority })).toSorted((a, b) => a.priority - b.priority)
}

type Kind = Exclude<keyof Resolver, 'addresses'>

function resolverThat(ask: (kind: Kind, name: string) => Promise<DnsAnswer<unknown>>): Resolver {
  const ipv4 = (name: string) => ask('ipv4', name) as Promise<DnsAnswer<string>>
  const ipv6 = (name: string) => ask('ipv6', name) as Promise<DnsAnswer<string>>
  return {
    txt: (name) => ask('txt', name) as Promise<DnsAnswer<string>>,
    mx: (name) => ask('mx', name) as Promise<DnsAnswer<Mx>>,
    ptr: (name) => ask('ptr', name) as Promise<DnsAnswer<string>>,
    ipv4,
    ipv6,
    addresses: async (name) => joinAnswers(await Promise.all([ipv4(name), ipv6(name)])),
  }
}

function joinAnswers(answers: DnsAnswer<string>[]): DnsAnswer<string> {
  const values = answers.flatMap((answer) => (answer.kind === 'found' ? answer.values : []))
  if (values.length > 0) return { kind: 'found', values }
  return answers.find(({ kind }) => kind !== 'none') ?? { kind: 'none' }
}

async function answerOf(records: Promise<unknown[]>): Promise<DnsAnswer<unknown>> {
  let timer
  const deadline = new Promise<DnsAnswer<unknown>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'failed', reason: 'ETIMEOUT' }), DEADLINE_MS)
  })
  const answer = await Promise.race([records.then(toAnswer, toFailure), deadline])
  clearTimeout(timer)
  return answer
}

function toAnswer(values: unknown[]): DnsAnswer<unknown> {
  return values.length > 0 ? { kind: 'found', values } : { kind: 'none' }
}

function toFailure(error: NodeJS.ErrnoException): DnsAnswer<unknown> {
  if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return { kind: 'none' }
  return { kind: 'failed', reason: error.code ?? error.name }
}

/** Lower case and without the last dot; null for what DNS cannot hold or a server could read otherwise. */
function toName(written: string): string | null {
  if (written.length > NAME_MAX + 1) return null
  const name = written.toLowerCase().replace(/\.$/, '')
  return name.length <= NAME_MAX && isIP(name) === 0 && name.split('.').every((label) => LABEL.test(label))
    ? name
    : null
}

/** `::1` is written `[::1]` for Node. */
function toNodeAddress(server: string): string {
  return isIP(server) === 6 ? `[${server}]` : server
}
