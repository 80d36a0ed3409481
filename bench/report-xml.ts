/** A report as a reporter would write it (RFC 7489), for work that is measured. */

export type Outcome = 'pass' | 'fail'

export type WrittenRecord = {
  ip: string
  count: number
  disposition: 'none' | 'quarantine' | 'reject'
  dkim: Outcome
  spf: Outcome
  /** Why the policy was not applied. */
  reason?: 'forwarded' | 'local_policy'
  envelopeTo?: string
  envelopeFrom?: string
  selector: string
  spfDomain: string
  spfScope?: 'mfrom'
}

export type WrittenHead = {
  reporter: Reporter
  id: string
  domain: string
  policy: 'none' | 'quarantine' | 'reject'
  /** Seconds since 1970; the report covers one day. */
  begin: number
}

export type Reporter = { org: string; email: string }

/** What was written, and what must be found of it in the database. */
export type WrittenReport = { name: string; xml: string; records: number; messages: number }

export const DAY_SECONDS = 86_400

export function writeReport(head: WrittenHead, records: WrittenRecord[]): WrittenReport {
  const { reporter, id, domain, policy, begin } = head
  const end = begin + DAY_SECONDS - 1
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <report_metadata>
    <org_name>${reporter.org}</org_name>
    <email>${reporter.email}</email>
    <report_id>${id}</report_id>
    <date_range><begin>${begin}</begin><end>${end}</end></date_range>
  </report_metadata>
  <policy_published><domain>${domain}</domain><adkim>r</adkim><aspf>r</aspf><p>${policy}</p><sp>${policy}</sp><pct>100</pct></policy_published>
${records.map((record) => writeRecord(record, domain)).join('')}</feedback>
`
  return {
    name: `${reporter.org}!${domain}!${begin}!${end}!${id}.xml`,
    xml,
    records: records.length,
    messages: records.reduce((sum, { count }) => sum + count, 0),
  }
}

function writeRecord(record: WrittenRecord, domain: string): string {
  const { ip, count, disposition, dkim, spf, selector, spfDomain } = record
  const reason = record.reason
    ? `
        <reason>
          <type>${record.reason}</type>
        </reason>`
    : ''
  return `  <record>
    <row>
      <source_ip>${ip}</source_ip>
      <count>${count}</count>
      <policy_evaluated>
        <disposition>${disposition}</disposition>
        <dkim>${dkim}</dkim>
        <spf>${spf}</spf>${reason}
      </policy_evaluated>
    </row>
    <identifiers>${line('envelope_to', record.envelopeTo)}
      <header_from>${domain}</header_from>${line('envelope_from', record.envelopeFrom)}
    </identifiers>
    <auth_results>
      <dkim>
        <domain>${domain}</domain>
        <result>${dkim}</result>
        <selector>${selector}</selector>
      </dkim>
      <spf>
        <domain>${spfDomain}</domain>${record.spfScope ? `\n        <scope>${record.spfScope}</scope>` : ''}
        <result>${spf === 'pass' ? 'pass' : 'softfail'}</result>
      </spf>
    </auth_results>
  </record>
`
}

function line(name: string, text: string | undefined): string {
  return text === undefined ? '' : `\n      <${name}>${text}</${name}>`
}
