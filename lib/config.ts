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
    trustedProxies: readProxies(env),
    dataDir: path.resolve(/* turbopackIgnore: true */ env.DATA_DIR || './data'),
    databaseUrl: env.DATABASE_URL || null,
    databaseOwnerUrl: env.DATABASE_OWNER_URL || null,
    poolMax: wholeNumber(env, 'DATABASE_POOL', 10, 1_000),
    freeBytesMin: wholeNumber(env, 'LIMIT_FREE_BYTES', FREE_BYTES_MIN, Number.MAX_SAFE_INTEGER),
    requestsMax: wholeNumber(env, 'LIMIT_REQUESTS', REQUESTS_MAX, Number.MAX_SAFE_INTEGER),
    limits: readLimits(env),
    secretKey: longText(env, 'SECRET_KEY'),
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

function readProxies(env: NodeJS.ProcessEnv): string[] {
  const words = (env.TRUSTED_PROXIES ?? '').split(',').flatMap((word) => word.trim() || [])
  const wrong = words.find((word) => !(word.includes('/') ? ipaddr.isValidCIDR(word) : ipaddr.isValid(word)))
  if (wrong !== undefined)
    throw new Error(
      `TRUSTED_PROXIES has ${JSON.stringify(wrong)}: it must be IP addresses or networks such as 10.0.0.0/8, with commas between them.`,
    )
  return words
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

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new Error(`${name} is ${JSON.stringify(text)}: it must be a whole number from 1 to ${max}.`)
  return value
}

/** In which the supervisor names the variables that it filled in for its processes. */
export const FILLED_IN = 'SIGNET_FILLED_IN'

/** The names of variables that the operator gave a value. */
export function givenVariables(env: NodeJS.ProcessEnv = process.env): Set<string> {
  const filledIn = (env[FILLED_IN] ?? '').split(',')
  return new Set(Object.entries(env).flatMap(([name, value]) => (value && !filledIn.includes(name) ? [name] : [])))
}
