import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'

import { type DatabaseUrls, migrate } from './migrate.ts'

const NAME = 'migrate_test'
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/none'
let open: pg.Client[] = []

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  open.push(client)
  return client
}

function named(url: string): string {
  const changed = new URL(url)
  changed.pathname = `/${NAME}`
  return changed.href
}

/** A database without anything in it. */
async function newDatabase(): Promise<{ urls: DatabaseUrls; client: pg.Client }> {
  const { url, ownerUrl } = inject('server')
  const server = await connect(ownerUrl)
  await server.query(`drop database if exists ${NAME} with (force)`)
  await server.query(`create database ${NAME}`)
  const urls = { url: named(url), ownerUrl: named(ownerUrl) }
  return { urls, client: await connect(urls.ownerUrl) }
}

afterEach(async () => {
  for (const client of open) await client.end()
  open = []
})

test('two starts at once apply each migration once, and a later one finds nothing to do', async () => {
  const { urls, client } = await newDatabase()
  const [one, two] = await Promise.all([migrate(urls), migrate(urls)])
  expect([one, two].filter((applied) => applied.length > 0)).toHaveLength(1)
  expect(await migrate(urls)).toEqual([])
  const { rows } = await client.query('select migration_name, length(checksum) as length from _prisma_migrations')
  expect(rows).toEqual([...one, ...two].map((name) => ({ migration_name: name, length: 64 })))
  await client.query('select count(*) from submission')
  await client.query(`select graphile_worker.add_job('process', '{}')`)
})

test('a database of a later version is refused, and left as it is', async () => {
  const { urls, client } = await newDatabase()
  await migrate(urls)
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '29991231000000_later', now())`,
  )
  await expect(migrate(urls)).rejects.toThrow('29991231000000_later')
})

test('Signet’s role may make temporary tables in a database that lets nobody else', async () => {
  const { urls, client } = await newDatabase()
  await client.query(`revoke temporary on database ${NAME} from public`)
  await migrate(urls)
  const signet = await connect(urls.url)
  await signet.query('create temporary table allowed (id int)')
})

test('a role that may make none, and is given none by who only owns the tables, is told what to do', async () => {
  const { urls, client } = await newDatabase()
  await client.query(`drop role if exists migrate_owner; create role migrate_owner login password 'x';
    revoke temporary on database ${NAME} from public; grant create on database ${NAME} to migrate_owner;
    alter schema public owner to migrate_owner`)
  const ownerUrl = Object.assign(new URL(urls.ownerUrl), { username: 'migrate_owner', password: 'x' }).href
  const sentence = /temporary tables.*grant temporary on database "migrate_test" to "/
  await expect(migrate({ url: urls.url, ownerUrl })).rejects.toThrow(sentence)
  await expect(migrate({ url: ownerUrl, ownerUrl })).rejects.toThrow(sentence)
  await client.query(`grant temporary on database ${NAME} to migrate_owner`)
  await migrate({ url: ownerUrl, ownerUrl })
  await client.query('drop owned by migrate_owner cascade; drop role migrate_owner')
})

test('a database that cannot be reached is said in a sentence', async () => {
  await expect(migrate({ url: NOWHERE, ownerUrl: NOWHERE })).rejects.toThrow(/cannot be reached .*DATABASE_URL/)
})
