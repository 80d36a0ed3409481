import { type Filter, MISSING, NULL_SENDER } from '#lib/filter.ts'
import { receiverName } from '#lib/receivers/receiver-name.ts'

/** What a filter can narrow down beside domain and days, in the words of the pages. */
export const NARROWING = {
  receiver: 'Receiver',
  source: 'Source',
  verdict: 'Verdict',
  mail: 'Mail',
  disposition: 'Disposition',
  override: 'Override',
  dkim: 'DKIM',
  spf: 'SPF',
  headerFrom: 'From',
  envelopeFrom: 'Envelope from',
  envelopeTo: 'Envelope to',
  dkimDomain: 'DKIM domain',
  dkimSelector: 'DKIM selector',
  dkimResult: 'DKIM result',
  spfDomain: 'SPF domain',
  spfResult: 'SPF result',
} as const
export type Narrowing = keyof typeof NARROWING

const VALUES: Partial<Record<Narrowing, Record<string, string>>> = {
  source: { none: 'not readable' },
  mail: { own: 'own', unrecognized: 'not recognized' },
  disposition: { unstated: 'not given' },
  dkim: { unaligned: 'not aligned' },
  spf: { unaligned: 'not aligned' },
  envelopeFrom: { [NULL_SENDER]: 'null sender' },
}

/**
 * A value of the filter in words. Values come from reports: they are text.
 * @param names of receivers that the catalogue does not have, by id.
 */
export function valueWords(field: Narrowing, value: string, names: Record<string, string> = {}): string {
  if (field === 'receiver') return receiverName(value) ?? names[value] ?? value
  if (value === MISSING) return field === 'override' ? 'no override' : 'not given'
  if (field === 'override') return value.replaceAll('_', ' ')
  return VALUES[field]?.[value] ?? value
}

/** What a filter is narrowed to, in the order of the list above. */
export function narrowedTo(filter: Filter): Narrowing[] {
  return (Object.keys(NARROWING) as Narrowing[]).filter((name) => filter[name] !== null)
}
