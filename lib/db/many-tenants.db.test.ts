import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { closeDatabase, openDatabase } from './database.ts'
import { prismaOf } from './prisma.ts'
import { type Tenant, asTenant, wholeOrganization } from './tenant.ts'
import { type TestDatabase, createTestDatabase } from './testing/test-database.ts'

const ORGANIZATIONS = Array.from({ length: 8 }, (_, index) => `01900000-0000-7000-8000-0000000000${index + 10}`)
const QUERIES = 50
/** Fewer connections than organizations, so that each connection serves many of them by turns. */
const CONNECTIONS = 4

const warnings: Error[] = []
const hear = (warning: Error): void => void warnings.push(warning)

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  process.on('warning', hear)
  database = await createTestDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  for (const id of ORGANIZATIONS) {
    await owner.query('insert into organization (id, name) values ($1, $2)', [id, id])
    for (const name of namesOf(id))
      await owner.query('insert into domain (id, "organizationId", name) values (gen_random_uuid(), $1, $2)', [
        id,
        name,
      ])
  }
  await owner.end()
  pool = openDatabase(database.url, CONNECTIONS).pool
})
afterAll(async () => {
  await closeDatabase()
  await database.drop()
  process.off('warning', hear)
})

function namesOf(organizationId: string): string[] {
  return ['a', 'b'].map((host) => `${host}.${organizationId}.example`)
}

function sorted(rows: { name: string }[]): string[] {
  return rows.map(({ name }) => name).toSorted()
}

async function askPrisma(tenant: Tenant): Promise<string[]> {
  return sorted(await prismaOf(tenant).domain.findMany({ select: { name: true } }))
}

async function askByStatement(organizationId: string): Promise<string[]> {
  return sorted((await asTenant(pool, organizationId).query<{ name: string }>('select name from domain')).rows)
}

test('many organizations at once on one pool see their own rows only, and nothing warns', async () => {
  const asked = Array.from({ length: QUERIES }, (_, turn) =>
    ORGANIZATIONS.map(async (id) => ({
      id,
      seen: await (turn % 2 ? askPrisma(wholeOrganization(id)) : askByStatement(id)),
    })),
  )
  const answers = await Promise.all(asked.flat())
  expect(answers).toHaveLength(ORGANIZATIONS.length * QUERIES)
  for (const { id, seen } of answers) expect(seen).toEqual(namesOf(id))
  expect(sorted((await pool.query<{ name: string }>('select name from domain')).rows)).toEqual([])
  expect(warnings).toEqual([])
})

test('a viewer among them sees its domains only', async () => {
  const [first] = ORGANIZATIONS as [string]
  const { rows } = await asTenant(pool, first).query<{ id: string; name: string }>(
    'select id, name from domain limit 1',
  )
  const viewer: Tenant = { organizationId: first, domainIds: [rows[0]!.id] }
  const asked = Array.from({ length: QUERIES }, async (_, turn) => {
    const isViewer = turn % 2 === 0
    const seen = await askPrisma(isViewer ? viewer : wholeOrganization(first))
    expect(seen).toEqual(isViewer ? [rows[0]!.name] : namesOf(first))
  })
  await Promise.all(asked)
  expect(warnings).toEqual([])
})
