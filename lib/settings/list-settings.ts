import { type Config, givenVariables, readConfig } from '../config.ts'

export type SettingRow = {
  name: string
  meaning: string
  /** What counts now; null when there is none. Of a secret, words about it. */
  value: string | null
  source: 'environment' | 'default' | 'data directory'
  /** False: this version reads it for a feature that is not here yet. */
  isUsed: boolean
}

type Setting = [name: string, meaning: string, value: ((config: Config) => string | null) | null]

const SET = 'set, and not shown'

/**
 * The settings of DESIGN's table and the limits, in the order of docs/operating.md. DATABASE_OWNER_URL is left out: it is for the start
 * and for commands, and no web process is told it.
 */
const SETTINGS: Setting[] = [
  ['HOST', 'the address that the web process listens on', ({ host }) => host],
  ['PORT', 'its port', ({ port }) => String(port)],
  ['BASE_URL', 'the address that people use: links, cookies and the check of origins', ({ baseUrl }) => baseUrl],
  ['TRUSTED_PROXIES', 'whose forwarding headers count', ({ trustedProxies }) => trustedProxies.join(', ') || null],
  ['DATA_DIR', 'the embedded database, secrets and temporary files', ({ dataDir }) => dataDir],
  ['DATABASE_URL', 'a PostgreSQL of your own', ({ databaseUrl }) => databaseUrl && withoutPassword(databaseUrl)],
  ['DATABASE_POOL', 'database connections of one process', ({ poolMax }) => String(poolMax)],
  ['SECRET_KEY', 'signs cookies', ({ secretKey }) => (secretKey ? SET : 'made at the first start')],
  ['SMTP_HOST', 'the address that the listener for mail listens on', ({ smtp }) => smtp?.host ?? null],
  ['SMTP_PORT', 'its port', ({ smtp }) => (smtp ? String(smtp.port) : 'off')],
  ['SMTP_TLS_KEY', 'the file with its private key', ({ smtp }) => smtp?.tls?.keyFile ?? null],
  ['SMTP_TLS_CERT', 'the file with its certificate', ({ smtp }) => smtp?.tls?.certFile ?? null],
  ['INGEST_DOMAIN', 'the right side of ingest addresses', ({ ingestDomain }) => ingestDomain],
  ['SMTP_RELAYS', 'hosts that hand over the mail of others', ({ smtpRelays }) => smtpRelays.join(', ') || null],
  [
    'TRUSTED_AUTHSERV_IDS',
    'whose Authentication-Results are believed',
    ({ trustedAuthservIds }) => trustedAuthservIds.join(', ') || null,
  ],
  ['DNS_SERVERS', 'who is asked in DNS', ({ dns }) => (typeof dns === 'string' ? dns : dns.join(', '))],
  ['SMTP_OUT_URL', 'the server for outgoing mail', ({ smtpOut }) => smtpOut && withoutPassword(smtpOut.url)],
  ['MAIL_FROM', 'the address that mail comes from', ({ smtpOut }) => smtpOut?.from ?? null],
  ['SIGNET_ADMIN_EMAIL', 'the first owner, made without the browser', ({ admin }) => admin?.email ?? null],
  ['SIGNET_ADMIN_PASSWORD', 'its password', ({ admin }) => admin && SET],
  ['SIGNET_API_KEY', 'an admin key of the first organization', ({ apiKey }) => apiKey && SET],
  ['LIMIT_REQUESTS', 'requests of one key or person in a minute', ({ requestsMax }) => String(requestsMax)],
  [
    'LIMIT_FREE_BYTES',
    'bytes free on the disk below which nothing is taken in',
    ({ freeBytesMin }) => String(freeBytesMin),
  ],
  [
    'LIMIT_SMTP_CONNECTIONS',
    'connections to the listener for mail at the same time',
    ({ smtpLimits }) => String(smtpLimits.connectionsMax),
  ],
  [
    'LIMIT_SMTP_PEER_CONNECTIONS',
    'of them from one address',
    ({ smtpLimits }) => String(smtpLimits.peerConnectionsMax),
  ],
  ['LIMIT_SMTP_PEER_MAILS', 'mails from one address in a minute', ({ smtpLimits }) => String(smtpLimits.peerMailsMax)],
  ['LIMIT_INPUT_BYTES', 'bytes of one submission', ({ limits }) => String(limits.inputBytesMax)],
  ['LIMIT_UNPACKED_BYTES', 'bytes that come out of a submission', ({ limits }) => String(limits.unpackedBytesMax)],
  ['LIMIT_RATIO', 'unpacked bytes for each byte', ({ limits }) => String(limits.ratioMax)],
  ['LIMIT_ENTRIES', 'members, parts and messages in a submission', ({ limits }) => String(limits.entriesMax)],
  ['LIMIT_DEPTH', 'containers within containers', ({ limits }) => String(limits.depthMax)],
  ['LIMIT_RECORDS', 'records of one report', ({ limits }) => String(limits.recordsMax)],
  ['SPAMHAUS_DQS_KEY', 'look-ups at Spamhaus', null],
  ['OIDC_ISSUER', 'sign-in by another service', null],
  ['OIDC_CLIENT_ID', 'sign-in by another service', null],
  ['OIDC_CLIENT_SECRET', 'sign-in by another service', null],
  ['PASSWORDS', 'sign-in by another service', null],
]

/** Every setting with its value as it counts in this process. */
export function listSettings(): SettingRow[] {
  const config = readConfig()
  const given = givenVariables()
  return SETTINGS.map(([name, meaning, read]) => ({
    name,
    meaning,
    value: read?.(config) ?? null,
    source: sourceOf(name, given, config),
    isUsed: read !== null,
  }))
}

/** The supervisor tells its processes where the embedded database is, under the name that an operator would use. */
function sourceOf(name: string, given: Set<string>, { secretKey }: Config): SettingRow['source'] {
  if (name === 'SECRET_KEY' && secretKey === null) return 'data directory'
  return given.has(name) ? 'environment' : 'default'
}

function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return SET
  const url = new URL(text)
  if (url.password) url.password = '***'
  url.search = ''
  return url.href
}
