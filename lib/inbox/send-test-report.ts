import { v7 as uuidv7 } from 'uuid'

import type { Config } from '../config.ts'
import { type Mail, sendMail, sendToListener } from '../notify/send-mail.ts'
import { toGzip } from '../unpack/to-gzip.ts'
import { testReport } from './test-report.ts'

export type SentTest = {
  /** Whether the server took it. */
  isSent: boolean
  sentence: string
  /** `smtp-out`: by the server for outgoing mail, the way that reports take; `listener`: straight to Signet's own. */
  by: 'smtp-out' | 'listener'
  /** What the ledger is searched for to find it. */
  search: string
}

/** @returns null when there is neither a server for outgoing mail nor a listener. */
export async function sendTestReport(
  to: string,
  { smtp, smtpOut, ingestDomain }: Pick<Config, 'smtp' | 'smtpOut' | 'ingestDomain'>,
): Promise<SentTest | null> {
  const { id, subject, filename, xml } = testReport(uuidv7(), ingestDomain, new Date())
  const attachment = { filename: `${filename}.gz`, contentType: 'application/gzip', content: toGzip(xml) }
  const text = 'A test that Signet sent to its own ingest address. Nothing of it is counted.\n'
  const mail: Mail = { to, subject, text, attachments: [attachment] }
  if (smtpOut) return said('smtp-out', id, await sendMail(smtpOut, mail))
  return smtp && said('listener', id, await sendToListener(smtp, { from: `signet@${ingestDomain}`, ...mail }))
}

const TAKEN = {
  'smtp-out':
    'The server for outgoing mail took it, and sends it on to where the MX record of the ingest domain leads.',
  listener: 'The listener took it. It was sent there straight, past DNS, because SMTP_OUT_URL is not set.',
}

function said(by: SentTest['by'], search: string, refused: string | null): SentTest {
  return { isSent: refused === null, sentence: refused ?? TAKEN[by], by, search }
}
