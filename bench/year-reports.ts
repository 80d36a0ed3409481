import { type Random, seededRandom } from './random.ts'
import { DAY_SECONDS, type Reporter, type WrittenRecord, type WrittenReport, writeReport } from './report-xml.ts'
import { type YearSource, sourcePicker, yearSources } from './year-sources.ts'

/** A year of three domains as twelve receivers report it: each of them once a day for each domain that it had mail of. */

const DAYS = 365
const WEEKEND_SHARE = 0.4

type Domain = { name: string; policy: 'none' | 'quarantine' | 'reject'; share: number }

const DOMAINS: Domain[] = [
  { name: 'example.com', policy: 'quarantine', share: 0.7 },
  { name: 'example.net', policy: 'reject', share: 0.2 },
  { name: 'example.org', policy: 'none', share: 0.1 },
]

const RECEIVERS: (Reporter & { share: number; tellsRecipients?: boolean })[] = [
  { org: 'google.com', email: 'noreply-dmarc-support@google.com', share: 0.36 },
  { org: 'Enterprise Outlook', email: 'dmarcreport@microsoft.com', share: 0.22, tellsRecipients: true },
  { org: 'Yahoo', email: 'dmarchelp@yahooinc.com', share: 0.12 },
  { org: 'Mail.Ru', email: 'dmarc_support@corp.mail.ru', share: 0.06 },
  { org: 'comcast.net', email: 'dmarc_report@comcast.net', share: 0.05 },
  { org: 'mimecast.org', email: 'no-reply@dmarc.mimecastreport.com', share: 0.05 },
  ...Array.from({ length: 6 }, (_, n) => ({
    org: `mx${n}.example`,
    email: `postmaster@mx${n}.example`,
    share: 0.04 - n * 0.005,
  })),
]

type Slot = { day: number; receiver: (typeof RECEIVERS)[number]; domain: Domain; weight: number }

/** @param lastDay the last of the 365 days, any instant of it; `records` is how many there are in all. */
export function* yearReports(records: number, lastDay: Date): Generator<WrittenReport> {
  const random = seededRandom(365)
  const firstDay = Math.floor(lastDay.getTime() / 1000 / DAY_SECONDS) - DAYS + 1
  const slots = makeSlots(firstDay, random)
  const perWeight = records / slots.reduce((sum, { weight }) => sum + weight, 0)
  const sources = yearSources(random)
  const pick = sourcePicker(sources, random)
  let weight = 0
  let written = 0
  for (const slot of slots) {
    weight += slot.weight
    const count = Math.round(weight * perWeight) - written
    written += count
    if (count > 0) yield writeSlot(slot, pickSources(count, sources, pick), random)
  }
}

function makeSlots(firstDay: number, random: Random): Slot[] {
  const days = Array.from({ length: DAYS }, (_, n) => firstDay + n)
  return days.flatMap((day) =>
    RECEIVERS.flatMap((receiver) =>
      DOMAINS.map((domain) => {
        const usual = receiver.share * domain.share * (isWeekend(day) ? WEEKEND_SHARE : 1)
        return { day, receiver, domain, weight: usual * (0.6 + 0.8 * random.next()) }
      }),
    ),
  )
}

/** The first day of 1970 was a Thursday. */
function isWeekend(day: number): boolean {
  return (day + 4) % 7 === 0 || (day + 4) % 7 === 6
}

/** A reporter sums up what is alike, so a source comes once in a report as long as there are others left. */
function pickSources(count: number, sources: YearSource[], pick: () => number): YearSource[] {
  const chosen = new Set<number>()
  while (chosen.size < Math.min(count, sources.length / 2)) chosen.add(pick())
  const list = [...chosen]
  while (list.length < count) list.push(pick())
  return list.map((rank) => sources[rank]!)
}

function writeSlot({ day, receiver, domain }: Slot, sources: YearSource[], random: Random): WrittenReport {
  const records = sources.map((source) => ({
    ...yearRecord(source, domain, random),
    ...(receiver.tellsRecipients && { envelopeTo: random.chance(0.02) ? 'icloud.com' : 'recipient.example' }),
  }))
  const id = `${day}.${random.below(2 ** 32)}`
  const head = { reporter: receiver, id, domain: domain.name, policy: domain.policy, begin: day * DAY_SECONDS }
  return writeReport(head, records)
}

function yearRecord({ ip, dkimRate, spfRate, volume }: YearSource, domain: Domain, random: Random): WrittenRecord {
  const dkim = random.chance(dkimRate) ? 'pass' : 'fail'
  const spf = random.chance(spfRate) ? 'pass' : 'fail'
  const isCaught = dkim === 'fail' && spf === 'fail' && domain.policy !== 'none'
  const isSpared = isCaught && random.chance(0.15)
  return {
    ip,
    count: 1 + Math.floor(random.next() * volume),
    disposition: isCaught && !isSpared ? (domain.policy as 'quarantine' | 'reject') : 'none',
    dkim,
    spf,
    ...(isSpared && { reason: random.pick(['forwarded', 'local_policy'] as const) }),
    envelopeFrom: `bounce.${domain.name}`,
    selector: `s${1 + random.below(2)}`,
    spfDomain: `bounce.${domain.name}`,
    spfScope: 'mfrom',
  }
}
