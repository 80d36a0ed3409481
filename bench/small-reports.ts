import { type Random, seededRandom } from './random.ts'
import { DAY_SECONDS, type Reporter, type WrittenRecord, type WrittenReport, writeReport } from './report-xml.ts'

/** What most reports are: 1 to 19 records, 10 on average, from 400 reporters over half a year, with hardly a source twice. */

const RECORDS_MAX = 19
const FIRST_DAY = Date.UTC(2026, 0, 1) / 1000
/** A reporter's next report is up to this many days after its last. */
const DAYS_BETWEEN = 31

const REPORTERS: Reporter[] = [
  { org: 'google.com', email: 'noreply-dmarc-support@google.com' },
  { org: 'Enterprise Outlook', email: 'dmarcreport@microsoft.com' },
  { org: 'Yahoo', email: 'dmarchelp@yahooinc.com' },
  { org: 'Mail.Ru', email: 'dmarc_support@corp.mail.ru' },
  ...Array.from({ length: 396 }, (_, n) => ({ org: `mx${n}.example`, email: `postmaster@mx${n}.example` })),
]

export function* smallReports(count: number): Generator<WrittenReport> {
  const random = seededRandom(11)
  for (let n = 0; n < count; n++) {
    const round = Math.floor(n / REPORTERS.length)
    const day = round * DAYS_BETWEEN + random.below(DAYS_BETWEEN)
    const records = Array.from({ length: 1 + random.below(RECORDS_MAX) }, () => anyRecord(random))
    yield writeReport(
      {
        reporter: REPORTERS[n % REPORTERS.length]!,
        id: `${n}.${random.below(2 ** 32)}`,
        domain: 'example.com',
        policy: 'none',
        begin: FIRST_DAY + day * DAY_SECONDS,
      },
      records,
    )
  }
}

function anyRecord(random: Random): WrittenRecord {
  return {
    ip: anyAddress(random),
    count: 1 + Math.floor(random.next() ** -0.9),
    disposition: random.pick(['none', 'none', 'none', 'quarantine', 'reject']),
    dkim: random.chance(0.9) ? 'pass' : 'fail',
    spf: random.chance(0.8) ? 'pass' : 'fail',
    envelopeFrom: 'bounce.example.com',
    selector: `s${1 + random.below(4)}`,
    spfDomain: `bounce${random.below(20)}.example.com`,
    spfScope: 'mfrom',
  }
}

function anyAddress(random: Random): string {
  if (random.chance(0.1)) return `2001:db8:${hex(random)}:${hex(random)}::${hex(random)}`
  return `10.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`
}

function hex(random: Random): string {
  return (1 + random.below(65_535)).toString(16)
}
