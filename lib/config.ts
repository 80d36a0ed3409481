import path from 'node:path'

import ipaddr from 'ipaddr.js'

import { checkEmail, checkPassword } from './auth/check-words.ts'
import { DEFAULT_LIMITS, type Limits } from './unpack/limits.ts'

/** The only reader of the environment. docs/operating.md lists every variable with its default. */
export type Config = {
  host: string
  port: number
  /** The address people use, an origin without a slash at its end. */
  baseUrl: string
  /** Whether BASE_URL says so; otherwise it is made of host and port. */
  isBaseUrlGiven: boolean
  /** Addresses and networks whose forwarding headers count. */
  trustedProxies: string[]
  /** Absolute; holds the embedded database, secrets and temporary files. */
  dataDir: string
  /** Null means the embedded database. */
  databaseUrl: string | null
  /** For the role that owns the tables and migrates; null means the same role. */
  databaseOwnerUrl: string | null
  /** Connections that one process opens at most. */
  poolMax: number
  /** With fewer free bytes on the disk of the data directory, nothing new is taken in. */
  freeBytesMin: number
  /** Requests of one key, or of one address without a key, in a minute. */
  requestsMax: number
  limits: Limits
  /** Null means the one that is made in the data directory. */
  secretKey: string | null
  /** The listener for mail; null when it is turned off. */
  smtp: { host: string; port: number; tls: { keyFile: string; certFile: string } | null } | null
  /** The right side of ingest addresses, lower case. */
  ingestDomain: string
  /** Addresses and networks of hosts that hand over the mail of others; those of a private network do in any case. */
  smtpRelays: string[]
  /** The hosts, by the names they give themselves there, whose Authentication-Results are believed. */
  trustedAuthservIds: string[]
  /** `system`: the servers of the machine; `off`: nobody is asked; otherwise these servers, each with its port. */
  dns: 'system' | 'off' | string[]
  smtpLimits: { connectionsMax: number; peerConnectionsMax: number; peerMailsMax: number }
  /** Outgoing mail; null when there is none. */
  smtpOut: { url: string; from: string } | null
  /** Who becomes the first owner without the browser. */
  admin: { email: string; password: string } | null
  /** The text of the key that is seeded at each start. */
  apiKey: string | null
}

const LIMIT_VARIABLES: Record<string, keyof Limits> = {
  LIMIT_INPUT_BYTES: 'inputBytesMax',
  LIMIT_UNPACKED_BYTES: 'unpackedBytesMax',
  LIMIT_RATIO: 'ratioMax',
  LIMIT_ENTRIES: 'entriesMax',
  LIMIT_DEPTH: 'depthMax',
  LIMIT_RECORDS: 'recordsMax',
}

const FREE_BYTES_MIN = 512 * 1024 * 1024

const REQUESTS_MAX = 12_000
const SECRET_MIN = 32

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

/** Whether only this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host)
}

/**
 * Reads and checks the environment.
 * @throws Error with one sentence that names the variable and what it may hold.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const host = env.HOST || '127.0.0.1'
  const port = wholeNumber(env, 'PORT', 3000, 65_535)
  return {
    host,
    port,
    baseUrl: readBaseUrl(env) ?? originOf(host, port),
    isBaseUrlGiven: Boolean(env.BASE_URL),
    trustedProxies: readNetworks(env, 'TRUSTED_PROXIES'),
    dataDir: path.resolve(/* turbopackIgnore: true */ env.DATA_DIR || './data'),
    databaseUrl: env.DATABASE_URL || null,
    databaseOwnerUrl: env.DATABASE_OWNER_URL || null,
    poolMax: wholeNumber(env, 'DATABASE_POOL', 10, 1_000),
    freeBytesMin: wholeNumber(env, 'LIMIT_FREE_BYTES', FREE_BYTES_MIN, Number.MAX_SAFE_INTEGER),
    requestsMax: wholeNumber(env, 'LIMIT_REQUESTS', REQUESTS_MAX, Number.MAX_SAFE_INTEGER),
    limits: readLimits(env),
    secretKey: longText(env, 'SECRET_KEY'),
    smtp: readSmtp(env),
    ingestDomain: readIngestDomain(env),
    smtpRelays: readNetworks(env, 'SMTP_RELAYS'),
    trustedAuthservIds: readWords(env, 'TRUSTED_AUTHSERV_IDS').map((word) => word.toLowerCase()),
    dns: readDns(env),
    smtpLimits: {
      connectionsMax: wholeNumber(env, 'LIMIT_SMTP_CONNECTIONS', 200, 10_000),
      peerConnectionsMax: wholeNumber(env, 'LIMIT_SMTP_PEER_CONNECTIONS', 20, 10_000),
      peerMailsMax: wholeNumber(env, 'LIMIT_SMTP_PEER_MAILS', 6_000, Number.MAX_SAFE_INTEGER),
    },
    smtpOut: readSmtpOut(env),
    admin: readAdmin(env),
    apiKey: longText(env, 'SIGNET_API_KEY'),
  }
}

/** The address as a browser wants it. */
export function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function readBaseUrl(env: NodeJS.ProcessEnv): string | null {
  const text = env.BASE_URL
  if (!text) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Error(
      `BASE_URL is ${JSON.stringify(text)}: it must be an address such as https://signet.example.com, with nothing after the name.`,
    )
  return url.origin
}

function readNetworks(env: NodeJS.ProcessEnv, name: string): string[] {
  const words = readWords(env, name)
  const wrong = words.find((word) => !(word.includes('/') ? ipaddr.isValidCIDR(word) : ipaddr.isValid(word)))
  if (wrong !== undefined)
    throw new Error(
      `${name} has ${JSON.stringify(wrong)}: it must be IP addresses or networks such as 10.0.0.0/8, with commas between them.`,
    )
  return words
}

function readWords(env: NodeJS.ProcessEnv, name: string): string[] {
  return (env[name] ?? '').split(',').flatMap((word) => word.trim() || [])
}

function readSmtp(env: NodeJS.ProcessEnv): Config['smtp'] {
  const { SMTP_TLS_KEY: keyFile, SMTP_TLS_CERT: certFile } = env
  if (Boolean(keyFile) !== Boolean(certFile))
    throw new Error('SMTP_TLS_KEY and SMTP_TLS_CERT belong together: set both or neither.')
  if (env.SMTP_PORT?.trim() === '0') return null
  const port = wholeNumber(env, 'SMTP_PORT', 2525, 65_535, '0, or ')
  return { host: env.SMTP_HOST || '127.0.0.1', port, tls: keyFile && certFile ? { keyFile, certFile } : null }
}

function readIngestDomain(env: NodeJS.ProcessEnv): string {
  const domain = (env.INGEST_DOMAIN || 'localhost').toLowerCase().replace(/\.$/, '')
  if (domain.length > 253 || !/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(domain))
    throw new Error(
      `INGEST_DOMAIN is ${JSON.stringify(env.INGEST_DOMAIN)}: it must be the name of a domain such as reports.example.com.`,
    )
  return domain
}

function readDns(env: NodeJS.ProcessEnv): Config['dns'] {
  const servers = readWords(env, 'DNS_SERVERS')
  if (servers.length === 0) return 'system'
  if (servers.length === 1 && servers[0]!.toLowerCase() === 'off') return 'off'
  const wrong = servers.find((server) => !/^(\[[0-9a-f:.]+\](:\d{1,5})?|[\d.]+(:\d{1,5})?|[0-9a-f:]+)$/i.test(server))
  if (wrong !== undefined)
    throw new Error(
      `DNS_SERVERS has ${JSON.stringify(wrong)}: it must be IP addresses such as 9.9.9.9 or 127.0.0.1:5353 with commas between them, or the word off.`,
    )
  return servers
}

/** What is not said in these sentences is the secret itself. */
function longText(env: NodeJS.ProcessEnv, name: string): string | null {
  const text = env[name]
  if (!text) return null
  if (text.length < SECRET_MIN) throw new Error(`${name} is too short: it must have ${SECRET_MIN} characters or more.`)
  return text
}

function readSmtpOut(env: NodeJS.ProcessEnv): Config['smtpOut'] {
  const { SMTP_OUT_URL: url, MAIL_FROM: from } = env
  if (!url) return null
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw new Error(
      'SMTP_OUT_URL cannot be read: it must look like smtp://user:password@mail.example.com:587 or smtps://….',
    )
  if (!from?.includes('@'))
    throw new Error('MAIL_FROM is not set: with SMTP_OUT_URL it must be the e-mail address that mail comes from.')
  return { url, from }
}

function readAdmin(env: NodeJS.ProcessEnv): Config['admin'] {
  const { SIGNET_ADMIN_EMAIL: email, SIGNET_ADMIN_PASSWORD: password } = env
  if (!email && !password) return null
  if (!email || !password)
    throw new Error('SIGNET_ADMIN_EMAIL and SIGNET_ADMIN_PASSWORD belong together: set both or neither.')
  const problem = checkEmail(email) ?? checkPassword(password)
  if (problem) throw new Error(`SIGNET_ADMIN_EMAIL or SIGNET_ADMIN_PASSWORD: ${problem}`)
  return { email, password }
}

function readLimits(env: NodeJS.ProcessEnv): Limits {
  const limits = { ...DEFAULT_LIMITS }
  for (const [variable, key] of Object.entries(LIMIT_VARIABLES))
    limits[key] = wholeNumber(env, variable, DEFAULT_LIMITS[key], Number.MAX_SAFE_INTEGER)
  return limits
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, max: number, orElse = ''): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new Error(`${name} is ${JSON.stringify(text)}: it must be ${orElse}a whole number from 1 to ${max}.`)
  return value
}

/** In which the supervisor names the variables that it filled in for its processes. */
export const FILLED_IN = 'SIGNET_FILLED_IN'

/** The names of variables that the operator gave a value. */
export function givenVariables(env: NodeJS.ProcessEnv = process.env): Set<string> {
  const filledIn = (env[FILLED_IN] ?? '').split(',')
  return new Set(Object.entries(env).flatMap(([name, value]) => (value && !filledIn.includes(name) ? [name] : [])))
}
