const DAY = 86_400

/** Nobody's, by RFC 6761: a report on it is Signet's own test, and is never stored. */
export const TEST_DOMAIN = 'signet-test.invalid'

/** A report as a reporter sends it, before it is packed into a mail. */
export type TestReport = {
  id: string
  subject: string
  /** With the id in it, by which it is found when it has arrived. */
  filename: string
  xml: string
}

/** The test of an ingest address: a report of yesterday with one message, of the shape of RFC 9990. */
export function testReport(id: string, ingestDomain: string, now: Date): TestReport {
  const end = Math.floor(now.getTime() / 1000 / DAY) * DAY - 1
  const begin = end - DAY + 1
  return {
    id,
    subject: `Report Domain: ${TEST_DOMAIN} Submitter: ${ingestDomain} Report-ID: <${id}>`,
    filename: `signet!${TEST_DOMAIN}!${begin}!${end}!${id}.xml`,
    xml: `<?xml version="1.0" encoding="UTF-8"?>
<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">
  <version>1.0</version>
  <report_metadata>
    <org_name>Signet</org_name>
    <email>signet@${ingestDomain}</email>
    <report_id>${id}</report_id>
    <date_range><begin>${begin}</begin><end>${end}</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>${TEST_DOMAIN}</domain>
    <adkim>r</adkim>
    <aspf>r</aspf>
    <p>none</p>
    <sp>none</sp>
    <discovery_method>psl</discovery_method>
    <testing>n</testing>
  </policy_published>
  <record>
    <row>
      <source_ip>203.0.113.1</source_ip>
      <count>1</count>
      <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>
    </row>
    <identifiers><envelope_from>${TEST_DOMAIN}</envelope_from><header_from>${TEST_DOMAIN}</header_from></identifiers>
    <auth_results>
      <dkim><domain>${TEST_DOMAIN}</domain><selector>test</selector><result>pass</result></dkim>
      <spf><domain>${TEST_DOMAIN}</domain><scope>mfrom</scope><result>fail</result></spf>
    </auth_results>
  </record>
</feedback>
`,
  }
}
