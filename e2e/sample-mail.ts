import { gzipSync } from 'node:zlib'

type SampleMail = {
  from?: string
  subject?: string
  messageId?: string
}

/** A mail that brings a report, as a reporter would send it. */
export function sampleMail(report: string, mail: SampleMail = {}): string {
  const attachment = gzipSync(report).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  return [
    `From: ${mail.from ?? 'DMARC Reports <dmarc@reporter.example>'}`,
    'To: dmarc@reports.example',
    `Subject: ${mail.subject ?? 'Report Domain: example.com Submitter: reporter.example'}`,
    'Date: Sun, 01 Nov 2026 03:00:00 +0000',
    `Message-ID: <${mail.messageId ?? 'report'}@reporter.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'This is an aggregate report.',
    '--part',
    'Content-Type: application/gzip; name="report.xml.gz"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="report.xml.gz"',
    '',
    attachment,
    '--part--',
    '',
  ].join('\r\n')
}
