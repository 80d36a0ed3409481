import ipaddr from 'ipaddr.js'

import type { DnsAnswer, Mx, Resolver } from '../dns/answer.ts'
import type { Check } from './check.ts'
import { type Unanswered, unanswered } from './unanswered.ts'

/** What answered at port 25: `other` is an answer that is no greeting of a mail server, `silent` none in time. */
export type Greeting = { kind: 'greeted' | 'refused' | 'other' | 'silent' }
/** Connects to port 25 of an address; it never throws, and ends within seconds. */
export type Probe = (address: string) => Promise<Greeting>

type Tried = { address: string; kind: Greeting['kind'] | 'private' }
type Host = { name: string; answer: DnsAnswer<string>; tried: Tried[] }

const HOSTS_MAX = 3
const ADDRESSES_MAX = 2

const id = 'ingest-host'

/** Whether mail for the ingest domain reaches a mail server, as far as it can be seen from here. */
export async function checkIngestHost(
  ingestDomain: string,
  { resolver, probe }: { resolver: Pick<Resolver, 'mx' | 'addresses'>; probe: Probe },
): Promise<Check> {
  const mx = await resolver.mx(ingestDomain)
  if (mx.kind === 'failed' || mx.kind === 'off') return unanswered(id, mx)
  // RFC 7505: a single record with an empty name.
  if (mx.kind === 'found' && mx.values.every(({ exchange }) => /^\.?$/.test(exchange)))
    return { id, state: 'bad', sentence: `The MX record of ${ingestDomain} says that it takes no mail.` }
  const names = mx.kind === 'found' ? mx.values.map(nameOf) : [ingestDomain]
  const hosts = await Promise.all(names.slice(0, HOSTS_MAX).map((name) => lookAt(name, { resolver, probe })))
  return judge(ingestDomain, mx.kind === 'found', hosts)
}

function nameOf({ exchange }: Mx): string {
  return exchange.toLowerCase().replace(/\.$/, '')
}

async function lookAt(
  name: string,
  { resolver, probe }: { resolver: Pick<Resolver, 'addresses'>; probe: Probe },
): Promise<Host> {
  const answer = await resolver.addresses(name)
  const addresses = answer.kind === 'found' ? answer.values.slice(0, ADDRESSES_MAX) : []
  const tried = addresses.map(async (address): Promise<Tried> => {
    return { address, kind: isPublic(address) ? (await probe(address)).kind : 'private' }
  })
  return { name, answer, tried: await Promise.all(tried) }
}

/** Nothing is connected to that only this machine or its network could reach. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

function judge(ingestDomain: string, hasMx: boolean, hosts: Host[]): Check {
  const kinds = new Set(hosts.flatMap(({ tried }) => tried.map(({ kind }) => kind)))
  const isGreeted = ({ tried }: Host): boolean => tried.some(({ kind }) => kind === 'greeted')
  const detail = hosts.map(describe).join(' ')
  if (hosts.every(isGreeted))
    return { id, state: 'good', sentence: `A mail server answers for ${ingestDomain}.`, detail }
  if (hosts.some(isGreeted))
    return { id, state: 'warning', sentence: `Not every mail server of ${ingestDomain} answers.`, detail }
  const failed = hosts.find(({ answer }) => answer.kind === 'failed' || answer.kind === 'off')
  if (failed) return unanswered(id, failed.answer as Unanswered)
  if (hosts.every(({ answer }) => answer.kind === 'none')) return withoutAddress(ingestDomain, hasMx, hosts)
  if (kinds.has('private'))
    return {
      id,
      state: 'unknown',
      sentence: `Whether mail for ${ingestDomain} arrives cannot be told from here: its name leads to an address within this network.`,
      detail,
    }
  if (kinds.has('silent'))
    return {
      id,
      state: 'warning',
      sentence: `No mail server of ${ingestDomain} answers at port 25: it is closed there, or this machine may not connect to port 25.`,
      detail,
    }
  return { id, state: 'bad', sentence: `No mail server takes mail for ${ingestDomain} at port 25.`, detail }
}

function withoutAddress(ingestDomain: string, hasMx: boolean, hosts: Host[]): Check {
  if (hasMx)
    return {
      id,
      state: 'bad',
      sentence: `The MX record of ${ingestDomain} leads to ${hosts.map(({ name }) => name).join(', ')}, which has no address.`,
    }
  return {
    id,
    state: 'bad',
    sentence: `${ingestDomain} has neither an MX record nor an address, so no mail reaches it.`,
    detail: 'Put the name of the machine that Signet listens on in place of the example.',
    record: { name: ingestDomain, type: 'MX', value: '10 signet.example.com.' },
  }
}

const WORDS: Record<Tried['kind'], string> = {
  greeted: 'answers',
  refused: 'refuses the connection',
  other: 'answers as no mail server does',
  silent: 'does not answer',
  private: 'is not public',
}

function describe({ name, answer, tried }: Host): string {
  if (answer.kind === 'none') return `${name} has no address.`
  if (answer.kind !== 'found') return `The addresses of ${name} are not known.`
  return `${name}: ${tried.map(({ address, kind }) => `${address} ${WORDS[kind]}`).join(', ')}.`
}
