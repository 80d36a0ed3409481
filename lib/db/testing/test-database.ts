import { randomBytes } from 'node:crypto'

import pg from 'pg'
import { inject } from 'vitest'

import { migrate } from '../migrate.ts'

export type TestDatabase = { url: string; drop(): Promise<void> }

/** The migrated database that every test database is a copy of. */
export const TEMPLATE = 'signet_template'

/** A migrated, empty database of the calling test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  const url = await createDatabase(serverUrl, name, TEMPLATE)
  return { url, drop: () => onServer(serverUrl, `drop database "${name}" with (force)`) }
}

/** Makes a database, a copy of `template` or else a migrated new one. @returns its URL. */
export async function createDatabase(serverUrl: string, name: string, template: string | null): Promise<string> {
  await onServer(serverUrl, `create database "${name}"${template ? ` template "${template}"` : ''}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  if (!template) await migrate(url.href)
  return url.href
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
