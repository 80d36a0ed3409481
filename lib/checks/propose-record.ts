import type { DnsRecord } from './check.ts'
import type { DmarcRecord, Rua } from './read-dmarc-record.ts'

/** The record as it should be: what it has, without the destinations that are to go, and with the address. */
export function proposeRecord(
  at: string,
  record: DmarcRecord | null,
  { address, isStale = () => false }: { address: string; isStale?: (rua: Rua) => boolean },
): DnsRecord {
  const kept = record?.rua.filter((rua) => !isStale(rua)).map(({ written }) => written) ?? []
  const rest = record?.text.split(';').flatMap((part) => part.trim() || []) ?? []
  const tags = [
    'v=DMARC1',
    `p=${record?.policy ?? 'none'}`,
    ...rest.filter((part) => /^[\w-]+\s*=/.test(part) && !/^(v|p|rua)\s*=/i.test(part)),
    `rua=${[...kept, `mailto:${address}`].join(',')}`,
  ]
  return { name: `_dmarc.${at}`, type: 'TXT', value: tags.join('; ') }
}
