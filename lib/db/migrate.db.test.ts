import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'

import { migrate } from './migrate.ts'

const NAME = 'migrate_test'
let open: pg.Client[] = []

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  open.push(client)
  return client
}

/** A database without anything in it. */
async function newDatabase(): Promise<{ url: string; client: pg.Client }> {
  const server = await connect(inject('serverUrl'))
  await server.query(`drop database if exists ${NAME} with (force)`)
  await server.query(`create database ${NAME}`)
  const url = new URL(inject('serverUrl'))
  url.pathname = `/${NAME}`
  return { url: url.href, client: await connect(url.href) }
}

afterEach(async () => {
  for (const client of open) await client.end()
  open = []
})

test('two starts at once apply each migration once, and a later one finds nothing to do', async () => {
  const { url, client } = await newDatabase()
  const [one, two] = await Promise.all([migrate(url), migrate(url)])
  expect([one, two].filter((applied) => applied.length > 0)).toHaveLength(1)
  expect(await migrate(url)).toEqual([])
  const { rows } = await client.query('select migration_name, length(checksum) as length from _prisma_migrations')
  expect(rows).toEqual([...one, ...two].map((name) => ({ migration_name: name, length: 64 })))
  await client.query('select count(*) from submission')
  await client.query(`select graphile_worker.add_job('process', '{}')`)
})

test('a database of a later version is refused, and left as it is', async () => {
  const { url, client } = await newDatabase()
  await migrate(url)
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '29991231000000_later', now())`,
  )
  await expect(migrate(url)).rejects.toThrow('29991231000000_later')
})

test('a database that cannot be reached is said in a sentence', async () => {
  await expect(migrate('postgresql://nobody@127.0.0.1:1/none')).rejects.toThrow(/cannot be reached .*DATABASE_URL/)
})
