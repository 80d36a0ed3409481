import dns from 'dns2'

import { findFreePort } from '#lib/db/free-port.ts'

/**
 * What a name has. Names are written in lower case; `fails` is answered with SERVFAIL, `silent` not at all. A name that is not there
 * does not exist. A text may be longer than the 255 bytes that one string holds.
 */
export type ZoneRecords = {
  txt?: string[]
  mx?: { exchange: string; priority: number }[]
  a?: string[]
  aaaa?: string[]
}
export type Zone = Record<string, ZoneRecords | 'fails' | 'silent'>

export type DnsServer = {
  /** As DNS_SERVERS wants it. */
  address: `127.0.0.1:${number}`
  /** May be changed while the server runs. */
  zone: Zone
  /** All that was asked so far, such as `TXT example.com`. */
  questions(): string[]
  stop(): Promise<void>
}

const { Packet } = dns
const { TYPE } = Packet
/** RFC 1035, section 4.1.1. */
const SERVFAIL = 2
const NXDOMAIN = 3
const STRING_MAX = 255
/** What is written into a question by `questions`. */
const TYPE_NAMES = new Map<number, string>(Object.entries(TYPE).map(([name, type]) => [type, name]))

/** A real DNS server on a free port of this machine, by UDP and TCP. */
export async function startDnsServer(zone: Zone = {}): Promise<DnsServer> {
  const port = await findFreePort()
  const asked: string[] = []
  const server = dns.createServer({
    udp: true,
    tcp: true,
    handle(request, send) {
      const question = request.questions[0]!
      const name = question.name.toLowerCase()
      asked.push(`${TYPE_NAMES.get(question.type)} ${name}`)
      const found = Object.hasOwn(zone, name) ? zone[name] : undefined
      if (found === 'silent') return
      const response = Packet.createResponseFromRequest(request)
      if (found === 'fails') response.header.rcode = SERVFAIL
      else if (found === undefined) response.header.rcode = NXDOMAIN
      else
        response.answers = recordsOf(found, question.type).map(
          (data) => new Packet.Resource({ name, type: question.type, class: question.class, ttl: 60, ...data }),
        )
      void send(response)
    },
  })
  const listen = { port, address: '127.0.0.1' }
  await server.listen({ udp: listen, tcp: listen })
  return { address: `127.0.0.1:${port}`, zone, questions: () => [...asked], stop: () => server.close() }
}

function recordsOf({ txt = [], mx = [], a = [], aaaa = [] }: ZoneRecords, type: number) {
  if (type === TYPE.TXT) return txt.map((text) => ({ data: toStrings(text) }))
  if (type === TYPE.MX) return mx
  if (type === TYPE.A) return a.map((address) => ({ address }))
  if (type === TYPE.AAAA) return aaaa.map((address) => ({ address }))
  return []
}

function toStrings(text: string): string[] {
  const count = Math.max(1, Math.ceil(text.length / STRING_MAX))
  return Array.from({ length: count }, (_, index) => text.slice(index * STRING_MAX, (index + 1) * STRING_MAX))
}
