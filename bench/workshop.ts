import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import pg from 'pg'

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import { type DatabaseUrls, migrate } from '#lib/db/migrate.ts'

import type { Size } from './size.ts'

/** Where it is measured: a folder and a server of its own, both gone afterwards. */
export type Workshop = {
  folder: string
  size: Size
  postgresPid: number
  /** A migrated, empty database: `url` is for Signet, `ownerUrl` for who looks at what it did. */
  makeDatabase: () => Promise<DatabaseUrls>
  dropDatabase: (urls: DatabaseUrls) => Promise<void>
  /** A new, empty folder. */
  makeFolder: () => string
  say: (line: string) => void
}

export async function withWorkshop<T>(
  { size, say }: Pick<Workshop, 'size' | 'say'>,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'signet-bench-'))
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'server') })
  let databases = 0
  let folders = 0
  try {
    return await work({
      folder,
      size,
      postgresPid: server.pid,
      makeDatabase: () => makeDatabase(server, `bench_${++databases}`),
      dropDatabase: ({ url }) => ask(server.ownerUrl, `drop database "${new URL(url).pathname.slice(1)}" with (force)`),
      makeFolder: () => {
        const made = path.join(folder, `folder-${++folders}`)
        mkdirSync(made)
        return made
      },
      say,
    })
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function makeDatabase(server: DatabaseUrls, name: string): Promise<DatabaseUrls> {
  await ask(server.ownerUrl, `create database "${name}"`)
  const named = (text: string): string => {
    const url = new URL(text)
    url.pathname = `/${name}`
    return url.href
  }
  const urls = { url: named(server.url), ownerUrl: named(server.ownerUrl) }
  await migrate(urls)
  return urls
}

async function ask(url: string, sql: string): Promise<void> {
  await withClient(url, (client) => client.query(sql))
}

/** The environment of a Signet on such a database. */
export function environmentOf({ url, ownerUrl }: DatabaseUrls) {
  return { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }
}

/** One connection for as long as `work` lasts. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What earlier runs have left to be written is written before the next is timed. */
export function checkpoint(url: string): Promise<void> {
  return ask(url, 'checkpoint')
}
