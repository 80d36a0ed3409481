import { randomBytes } from 'node:crypto'

import pg from 'pg'
import { inject } from 'vitest'

import { type DatabaseUrls, migrate } from '../migrate.ts'

/** `url` is for the code under test, `ownerUrl` for what a test prepares and looks at in all organizations. */
export type TestDatabase = DatabaseUrls & { drop(): Promise<void> }

/** The migrated database that every test database is a copy of. */
export const TEMPLATE = 'signet_template'

/** A migrated, empty database of the calling test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('server')
  const name = `test_${randomBytes(6).toString('hex')}`
  const urls = await createDatabase(server, name, TEMPLATE)
  return { ...urls, drop: () => onServer(server, `drop database "${name}" with (force)`) }
}

/** Makes a database, a copy of `template` or else a migrated new one. */
export async function createDatabase(
  server: DatabaseUrls,
  name: string,
  template: string | null,
): Promise<DatabaseUrls> {
  await onServer(server, `create database "${name}"${template ? ` template "${template}"` : ''}`)
  const urls = { url: withName(server.url, name), ownerUrl: withName(server.ownerUrl, name) }
  if (!template) await migrate(urls)
  return urls
}

function withName(url: string, name: string): string {
  const named = new URL(url)
  named.pathname = `/${name}`
  return named.href
}

async function onServer({ ownerUrl }: DatabaseUrls, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
