import path from 'node:path'

import { DEFAULT_LIMITS, type Limits } from './unpack/limits.ts'

/** The only reader of the environment. docs/operating.md lists every variable with its default. */
export type Config = {
  host: string
  port: number
  /** Absolute; holds the embedded database, secrets and temporary files. */
  dataDir: string
  /** Null means the embedded database. */
  databaseUrl: string | null
  /** Connections that one process opens at most. */
  poolMax: number
  /** With fewer free bytes on the disk of the data directory, nothing new is taken in. */
  freeBytesMin: number
  limits: Limits
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

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1'])

/**
 * Reads and checks the environment.
 * @throws Error with one sentence that names the variable and what it may hold.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const host = env.HOST || '127.0.0.1'
  if (!LOOPBACK.has(host))
    throw new Error(
      `HOST is ${JSON.stringify(host)}, but Signet has no accounts yet and listens on this machine only: leave HOST unset or set it to 127.0.0.1.`,
    )
  return {
    host,
    port: wholeNumber(env, 'PORT', 3000, 65_535),
    dataDir: path.resolve(/* turbopackIgnore: true */ env.DATA_DIR || './data'),
    databaseUrl: env.DATABASE_URL || null,
    poolMax: wholeNumber(env, 'DATABASE_POOL', 10, 1_000),
    freeBytesMin: wholeNumber(env, 'LIMIT_FREE_BYTES', FREE_BYTES_MIN, Number.MAX_SAFE_INTEGER),
    limits: readLimits(env),
  }
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
