import type { Check } from './check.ts'

/** What INGEST_DOMAIN is while nobody has set it. */
const UNSET = 'localhost'

/** Whether an address at the ingest domain is one that others can send to. */
export function isReachable(ingestDomain: string): boolean {
  return ingestDomain !== UNSET
}

/** Whether Signet is set up to take mail. */
export function checkListener(ingestDomain: string, smtp: { host: string; port: number } | null): Check {
  const id = 'listener'
  if (!smtp)
    return {
      id,
      state: 'bad',
      sentence: 'Signet takes no mail: its listener is turned off by SMTP_PORT.',
      detail: 'Reports come in by upload, command line and API all the same.',
    }
  if (!isReachable(ingestDomain))
    return {
      id,
      state: 'bad',
      sentence: 'INGEST_DOMAIN is not set, so there is no address that reports could be sent to.',
      detail: 'Set it to a name of your own in DNS, such as reports.example.com, and start Signet again.',
    }
  return {
    id,
    state: 'good',
    sentence: `Signet is set to take mail for ${ingestDomain}.`,
    detail: `It listens on ${smtp.host}, port ${smtp.port}; port 25 of the mail server that ${ingestDomain} leads to has to pass mail on to there.`,
  }
}
