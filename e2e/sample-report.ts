/** Reports for tests, as a reporter would write them (RFC 7489). Addresses are those set aside for documentation. */

export type SampleRecord = {
  ip?: string
  count?: number
  dkim?: 'pass' | 'fail'
  spf?: 'pass' | 'fail'
  disposition?: 'none' | 'quarantine' | 'reject'
  envelopeTo?: string
}

export type SampleReport = {
  id: string
  domain?: string
  org?: string
  email?: string
  /** Seconds since 1970. */
  begin?: number
  end?: number
  records?: SampleRecord[]
}

const DAY = 86_400

/** The start of yesterday, UTC, in seconds: inside every page's usual window. */
export function yesterday(now: number = Date.now()): number {
  return Math.floor(now / 1000 / DAY) * DAY - DAY
}

export function sampleReport(report: SampleReport): string {
  const begin = report.begin ?? yesterday()
  const records = report.records ?? [{}]
  return `${sampleHead({ ...report, begin })}${records.map((record) => sampleRecord(record, report.domain)).join('')}</feedback>\n`
}

export function sampleHead({
  id,
  domain,
  org,
  email,
  begin = yesterday(),
  end = begin + DAY - 1,
}: SampleReport): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <report_metadata>
    <org_name>${org ?? 'Example Mailbox Provider'}</org_name>
    <email>${email ?? 'dmarc@reporter.example'}</email>
    <report_id>${id}</report_id>
    <date_range><begin>${begin}</begin><end>${end}</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>${domain ?? 'example.com'}</domain><adkim>r</adkim><aspf>r</aspf><p>reject</p><sp>reject</sp><pct>100</pct>
  </policy_published>
`
}

export function sampleRecord(record: SampleRecord, domain = 'example.com'): string {
  const { ip = '192.0.2.1', count = 1, dkim = 'pass', spf = 'pass' } = record
  const disposition = record.disposition ?? (dkim === 'pass' || spf === 'pass' ? 'none' : 'reject')
  const envelopeTo = record.envelopeTo ? `<envelope_to>${record.envelopeTo}</envelope_to>` : ''
  return `  <record>
    <row>
      <source_ip>${ip}</source_ip>
      <count>${count}</count>
      <policy_evaluated><disposition>${disposition}</disposition><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated>
    </row>
    <identifiers>${envelopeTo}<envelope_from>${domain}</envelope_from><header_from>${domain}</header_from></identifiers>
    <auth_results>
      <dkim><domain>${domain}</domain><selector>s1</selector><result>${dkim}</result></dkim>
      <spf><domain>${domain}</domain><scope>mfrom</scope><result>${spf}</result></spf>
    </auth_results>
  </record>
`
}
