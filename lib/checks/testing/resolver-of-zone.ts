import type { DnsAnswer, Mx, Resolver } from '../../dns/answer.ts'

export type Zone = Record<string, { txt?: string[]; mx?: Mx[]; addresses?: string[] } | 'failed' | 'off'>

/** DNS as a table: what a name has, or that nobody knows. */
export function resolverOfZone(zone: Zone): Pick<Resolver, 'txt' | 'mx' | 'addresses'> {
  const ask = <Value>(name: string, pick: (records: Exclude<Zone[string], string>) => Value[] | undefined) => {
    const found = zone[name]
    if (found === 'off') return Promise.resolve<DnsAnswer<Value>>({ kind: 'off' })
    if (found === 'failed') return Promise.resolve<DnsAnswer<Value>>({ kind: 'failed', reason: 'ETIMEOUT' })
    const values = (found && pick(found)) ?? []
    return Promise.resolve<DnsAnswer<Value>>(values.length > 0 ? { kind: 'found', values } : { kind: 'none' })
  }
  return {
    txt: (name) => ask(name, ({ txt }) => txt),
    mx: (name) => ask(name, ({ mx }) => mx),
    addresses: (name) => ask(name, ({ addresses }) => addresses),
  }
}
