import type { PublishedPolicy } from './domains.ts'
import type { PlannedReport } from './plan-year.ts'
import type { DemoRecord } from './records.ts'
import type { Dialect } from './reporters.ts'
import type { Dkim } from './sender.ts'

/** A report as its reporter writes it. No value of the demo holds a character that XML would want escaped. */
export function writeXml(
  { reporter, domain, reportId, begin, end }: PlannedReport,
  policy: PublishedPolicy,
  records: DemoRecord[],
): string {
  const { dialect, orgName, email } = reporter
  const attributes = dialect.isRfc9990 ? ' xmlns="urn:ietf:params:xml:ns:dmarc-2.0"' : (dialect.rootAttributes ?? '')
  return `<?xml version="1.0" encoding="UTF-8"?>
<feedback${attributes}>
  <version>1.0</version>
  <report_metadata>
    <org_name>${orgName}</org_name>
    <email>${email}</email>
    <report_id>${reportId}</report_id>
    <date_range>
      <begin>${begin}</begin>
      <end>${end}</end>
    </date_range>
  </report_metadata>
  <policy_published>
    <domain>${domain}</domain>
    <adkim>r</adkim>
    <aspf>r</aspf>
${policyLines(policy, dialect)}
  </policy_published>
${records.map((record) => writeRecord(record, dialect)).join('')}</feedback>
`
}

function policyLines({ p, pct }: PublishedPolicy, { isRfc9990, hasNoSp, hasNp }: Dialect): string {
  return [
    `<p>${p}</p>`,
    ...(hasNoSp ? [] : [`<sp>${p}</sp>`]),
    ...(isRfc9990 ? ['<discovery_method>psl</discovery_method>', '<testing>n</testing>'] : [`<pct>${pct}</pct>`]),
    ...(hasNp ? [`<np>${p}</np>`] : []),
  ]
    .map((line) => `    ${line}`)
    .join('\n')
}

function writeRecord(record: DemoRecord, dialect: Dialect): string {
  return `  <record>\n${row(record, dialect)}${identifiers(record, dialect)}${authResults(record, dialect)}  </record>\n`
}

function row({ sourceIp, count, judgement }: DemoRecord, dialect: Dialect): string {
  const { disposition, isDkimAligned, isSpfAligned } = judgement
  const reason = judgement.reason ?? (dialect.hasReasonAlways ? { type: 'local_policy', comment: 'arc=none' } : null)
  return `    <row>
      <source_ip>${sourceIp}</source_ip>
      <count>${count}</count>
      <policy_evaluated>
        <disposition>${disposition}</disposition>
        <dkim>${isDkimAligned ? 'pass' : 'fail'}</dkim>
        <spf>${isSpfAligned ? 'pass' : 'fail'}</spf>
${reason ? `        <reason><type>${reason.type}</type><comment>${reason.comment}</comment></reason>\n` : ''}      </policy_evaluated>
    </row>
`
}

function identifiers({ envelopeTo, headerFrom, outcome }: DemoRecord, { hasNoEnvelopeFrom }: Dialect): string {
  return `    <identifiers>
${envelopeTo ? `      <envelope_to>${envelopeTo}</envelope_to>\n` : ''}${hasNoEnvelopeFrom ? '' : `      <envelope_from>${outcome.spf.domain}</envelope_from>\n`}      <header_from>${headerFrom}</header_from>
    </identifiers>
`
}

function authResults({ outcome }: DemoRecord, dialect: Dialect): string {
  const { domain, result } = outcome.spf
  return `    <auth_results>
${outcome.dkim.map((dkim) => writeDkim(dkim, dialect)).join('')}      <spf><domain>${domain}</domain><scope>mfrom</scope><result>${result}</result></spf>
    </auth_results>
`
}

function writeDkim({ domain, selector, result }: Dkim, { isSelectorAfterResult }: Dialect): string {
  const selectorLine = `<selector>${selector}</selector>`
  const resultLine = `<result>${result}</result>`
  const lines = isSelectorAfterResult ? resultLine + selectorLine : selectorLine + resultLine
  return `      <dkim><domain>${domain}</domain>${lines}</dkim>\n`
}
