import type { IngestAddress } from './check.ts'
import type { Rua } from './read-dmarc-record.ts'

export type RuaKind = 'open' | 'retired' | 'disabled' | 'unknown' | 'elsewhere'
export type KnownAddresses = { addresses: IngestAddress[]; ingestDomain: string; now: Date }

/** What a destination is to this organization: `unknown` stands at the ingest domain and is none of its addresses. */
export function classifyRua(
  rua: Pick<Rua, 'address'>,
  { addresses, ingestDomain, now }: KnownAddresses,
): { kind: RuaKind; known: IngestAddress | null } {
  const [local, host] = rua.address.toLowerCase().replace(/\.$/, '').split('@') as [string, string]
  if (host !== ingestDomain) return { kind: 'elsewhere', known: null }
  // What follows a plus is the writer's own.
  const [name] = local.split('+')
  const known = addresses.find(({ token }) => `rua-${token.toLowerCase()}` === name)
  if (!known) return { kind: 'unknown', known: null }
  if (!known.enabled) return { kind: 'disabled', known }
  return { kind: known.retiresAt !== null && known.retiresAt <= now ? 'retired' : 'open', known }
}

/** The address to publish for a domain: the one made for it, or one for any; null without any that is to stay. */
export function addressToPublish(domain: string, { addresses, ingestDomain }: KnownAddresses): string | null {
  const staying = addresses.filter(({ enabled, retiresAt }) => enabled && retiresAt === null)
  const one = staying.find((address) => address.domain === domain) ?? staying.find((address) => address.domain === null)
  return one ? `rua-${one.token}@${ingestDomain}` : null
}
