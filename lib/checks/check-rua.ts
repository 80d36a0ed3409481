import type { Check } from './check.ts'
import { type KnownAddresses, type RuaKind, addressToPublish, classifyRua } from './classify-rua.ts'
import type { FoundRecord } from './find-dmarc-record.ts'
import { proposeRecord } from './propose-record.ts'
import { type DmarcRecord, type Rua, isUsed } from './read-dmarc-record.ts'
import { unanswered } from './unanswered.ts'

/** Below it a size limit keeps reports of large domains away; receivers send none that are larger in any case. */
const LIMIT_MIN = 10 * 2 ** 20

type Sorted = { rua: Rua; kind: RuaKind; retiresAt: Date | null }

/** Whether the DMARC record asks for reports at one of the organization's addresses. */
export function checkRua({ domain, at, found }: FoundRecord, known: KnownAddresses): Check {
  const id = 'rua'
  if (found.kind === 'failed' || found.kind === 'off') return unanswered(id, found)
  if (found.kind !== 'one' || !isUsed(found.record))
    return { id, state: 'bad', sentence: 'There is no DMARC record in use that could name an address of Signet.' }
  const { record } = found
  const sorted = record.rua.map((rua): Sorted => {
    const { kind, known: address } = classifyRua(rua, known)
    return { rua, kind, retiresAt: address?.retiresAt ?? null }
  })
  const others = sorted.filter(({ kind }) => kind === 'elsewhere').map(({ rua }) => rua.address)
  const elsewhere = others.length > 0 ? { detail: `It names others: ${others.join(', ')}.` } : {}
  const { needsRecord, ...finding } = judge(sorted, known.ingestDomain)
  const address = needsRecord ? (addressToPublish(at, known) ?? addressToPublish(domain, known)) : null
  return { id, ...elsewhere, ...finding, ...(address !== null && { record: changed(at, record, address, known) }) }
}

function judge(sorted: Sorted[], ingestDomain: string): Pick<Check, 'state' | 'sentence'> & { needsRecord: boolean } {
  const open = sorted.filter(({ kind }) => kind === 'open')
  if (open.length > 0) return judgeOpen(open)
  const bad = (sentence: string) => ({ state: 'bad' as const, sentence, needsRecord: true })
  const retired = sorted.find(({ kind }) => kind === 'retired')
  if (retired)
    return bad(
      `The DMARC record names an address of Signet that takes no mail since ${dayOf(retired.retiresAt!)}: put the present one in its place.`,
    )
  const kinds = new Set(sorted.map(({ kind }) => kind))
  if (kinds.has('disabled'))
    return bad('The DMARC record names an address of Signet that is turned off: turn it on, or name another one.')
  if (kinds.has('unknown'))
    return bad(`The DMARC record names an address at ${ingestDomain} that this organization does not have.`)
  if (kinds.has('elsewhere')) return bad('The DMARC record does not name an address of Signet: reports go elsewhere.')
  return bad('The DMARC record does not name an address for reports, so nobody sends any.')
}

/** One that stays and has no small limit is enough. */
function judgeOpen(open: Sorted[]): ReturnType<typeof judge> {
  const isSmall = ({ rua }: Sorted): boolean => rua.bytesMax !== null && rua.bytesMax < LIMIT_MIN
  const [first] = open
  if (open.every(isSmall))
    return {
      state: 'warning',
      sentence: `The DMARC record names an address of Signet and limits reports to ${sizeOf(first!.rua.bytesMax!)}: larger ones may not be sent.`,
      needsRecord: true,
    }
  if (open.every(({ retiresAt }) => retiresAt !== null))
    return {
      state: 'warning',
      sentence: `The DMARC record names an address of Signet that takes mail until ${dayOf(first!.retiresAt!)}: put the new one in its place before.`,
      needsRecord: true,
    }
  return { state: 'good', sentence: 'The DMARC record names an address of Signet.', needsRecord: false }
}

/** What stands at the ingest domain makes place for the address. */
function changed(at: string, record: DmarcRecord, address: string, known: KnownAddresses): Check['record'] {
  const isStale = (rua: Rua): boolean => classifyRua(rua, known).kind !== 'elsewhere'
  return proposeRecord(at, record, { address, isStale })
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

function sizeOf(bytes: number): string {
  for (const [unit, size] of [
    ['MB', 2 ** 20],
    ['KB', 2 ** 10],
  ] as const)
    if (bytes >= size) return `${Math.floor(bytes / size)} ${unit}`
  return `${bytes} bytes`
}
