/**
 * What DNS says to one question. `none`: the name or records of the kind do not exist; `failed`: nobody knows, because no server
 * answered, or not in time, or with an error; `off`: nobody was asked, by the setting DNS_SERVERS.
 */
export type DnsAnswer<Value> =
  | { kind: 'found'; values: Value[] }
  | { kind: 'none' }
  | { kind: 'failed'; reason: string }
  | { kind: 'off' }

export type Mx = { exchange: string; priority: number }

/** The one way to DNS. It never throws, answers within seconds, and remembers answers for a while. */
export type Resolver = {
  /** Each value is a record with its strings joined. */
  txt: (name: string) => Promise<DnsAnswer<string>>
  /** In the order of their priority. */
  mx: (name: string) => Promise<DnsAnswer<Mx>>
  /** Addresses of both families; those of one alone when only the other could not be asked for. */
  addresses: (name: string) => Promise<DnsAnswer<string>>
  /** Addresses of one family. */
  ipv4: (name: string) => Promise<DnsAnswer<string>>
  ipv6: (name: string) => Promise<DnsAnswer<string>>
  /** The names that a name of `in-addr.arpa` or `ip6.arpa` points to. */
  ptr: (name: string) => Promise<DnsAnswer<string>>
}
