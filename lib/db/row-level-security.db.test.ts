import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Prisma } from '#generated/prisma/client.ts'

import { sampleReport } from '../../e2e/sample-report.ts'
import { listAudit } from '../audit/list-audit.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { NOTHING_SAID } from '../bounce/delivery.ts'
import { storeTold } from '../deliveries/store-told.ts'
import { unfiltered } from '../filter.ts'
import { SEALER, type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { startJob } from '../jobs/start-job.ts'
import { getIcloud } from '../queries/get-icloud.ts'
import { getReport } from '../queries/get-report.ts'
import { getSummary } from '../queries/get-summary.ts'
import { listDays } from '../queries/list-days.ts'
import { listDomainNames, listDomains } from '../queries/list-domains.ts'
import { listJobs } from '../queries/list-jobs.ts'
import { listReceivers } from '../queries/list-receivers.ts'
import { listReportRecords } from '../queries/list-report-records.ts'
import { listReports } from '../queries/list-reports.ts'
import { listSourceAuth } from '../queries/list-source-auth.ts'
import { listSources } from '../queries/list-sources.ts'
import { getSubmissions, listSubmissions } from '../queries/list-submissions.ts'
import { prismaOf } from './prisma.ts'
import { checkRole } from './roles.ts'
import { type Tenant, asTenant, inTransaction, wholeOrganization } from './tenant.ts'

/** What belongs to the installation and not to a tenant. A new table stands here, or it has policies. */
const GLOBAL = [
  '_prisma_migrations',
  'account',
  'apikey',
  'event_endpoint',
  'ingest_address',
  'invitation',
  'member',
  'organization',
  'session',
  'user',
  'verification',
]
const OTHER = '01900000-0000-7000-8000-00000000000b'
const FILTER = unfiltered({ from: '1970-01-01', to: '2100-01-01' })
const PAGE = { limit: 500, cursor: null }

let here: TestIngest
let mine: string
/** A viewer of example.org, one of my two domains. */
let viewer: Tenant
let tables: string[]

beforeAll(async () => {
  here = await openTestIngest()
  mine = here.organizationId
  await here.owner.query('insert into organization (id, name) values ($1, $2)', [OTHER, 'Other'])
  const records = [{ count: 2, envelopeTo: 'icloud.com' }]
  await here.ingest(sampleReport({ id: 'mine', domain: 'example.com', records }))
  await here.ingest(sampleReport({ id: 'client', domain: 'example.org', records: [{ count: 3, ip: '192.0.2.9' }] }))
  await here.ingest(
    sampleReport({ id: 'theirs', domain: 'example.net', records: [{ count: 5, ip: '198.51.100.1' }] }),
    OTHER,
  )
  for (const organizationId of [mine, OTHER]) {
    await startJob(here.owner, { organizationId, kind: 'retention', subject: {} })
    await writeAudit({ organizationId, actor: 'command', action: 'set-up', address: null })
    await here.owner.query('insert into trusted_path ("organizationId", "receiverId", path) values ($1, $2, $3)', [
      organizationId,
      'google',
      'gateway.example',
    ])
    await tellOf(organizationId)
  }
  const { rows } = await here.owner.query<{ id: string }>(`select id from domain where name = 'example.org'`)
  viewer = { organizationId: mine, domainIds: [rows[0]!.id] }
  const tenantTables = await here.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organizationId'`,
  )
  tables = tenantTables.rows.map(({ name }) => name).filter((name) => !GLOBAL.includes(name))
})
afterAll(() => here.close())

/** A bounce, a delivery and a complaint that a log and a provider told of. */
async function tellOf(organizationId: string): Promise<void> {
  const sent = {
    ...NOTHING_SAID,
    carrier: 'postfix',
    recipient: 'someone@icloud.com',
    messageId: 'one@example.org',
  } as const
  const complaint = { ...NOTHING_SAID, carrier: 'arf', feedbackType: 'abuse', reporter: null } as const
  await storeTold(
    [
      {
        deliveries: [
          { ...sent, outcome: 'refused' },
          { ...sent, outcome: 'delivered' },
        ],
        complaints: [complaint],
      },
    ],
    {
      organizationId,
      submissionId: OTHER,
      ordinal: 0,
      receivedAt: new Date(),
      trust: 'log',
      isReadAgain: false,
    },
    { pool: here.pool, sealer: SEALER },
  )
}

async function count(client: Pick<pg.ClientBase, 'query'>, table: string): Promise<number> {
  return (await client.query<{ n: number }>(`select count(*)::int as n from "${table}"`)).rows[0]!.n
}

test('every table is a tenant’s, with forced row-level security and its policies, or is known to be none', async () => {
  const { rows } = await here.owner.query<{ name: string; isForced: boolean; policies: string[] | null }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isForced",
       (select array_agg(polname::text order by polname) from pg_policy where polrelid = c.oid) as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  )
  expect(tables.length).toBeGreaterThan(10)
  for (const { name, isForced, policies } of rows) {
    if (GLOBAL.includes(name)) continue
    expect({ name, isForced, policies }).toEqual({
      name,
      isForced: true,
      policies: ['tenant', 'within_domains', 'within_domains_no_deletion'],
    })
    expect(tables).toContain(name)
  }
})

test('Signet’s role owns nothing that lasts, is no superuser, does not bypass, and writes audit lines without changing them', async () => {
  const { rows } = await here.pool.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (select count(*)::int from pg_class where relowner = r.oid and relpersistence <> 't') as owned,
       pg_has_role(rolname, (select rolname from pg_roles where rolsuper limit 1), 'member') as "isMember"
     from pg_roles r where rolname = current_user`,
  )
  const nothing = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    owned: 0,
    isMember: false,
  }
  expect(rows).toEqual([nothing])
  await expect(asTenant(here.pool, mine).query('delete from audit_entry')).rejects.toThrow('permission denied')
  await expect(here.pool.query('alter table record disable row level security')).rejects.toThrow('must be owner')
})

test('a role that would bypass it is refused with what to do', async () => {
  const owner = (here.owner as unknown as { options: { connectionString: string } }).options.connectionString
  await expect(checkRole(owner)).rejects.toThrow(/is a superuser.*DATABASE_OWNER_URL/)
  await here.owner.query(`create role passes login bypassrls password 'x'`)
  const url = Object.assign(new URL(owner), { username: 'passes', password: 'x' })
  await expect(checkRole(url.href)).rejects.toThrow('has BYPASSRLS')
  await here.owner.query('drop role passes')
})

describe('every tenant table', () => {
  test('shows nothing without an organization, and to each its own', async () => {
    for (const table of tables) {
      const all = await count(here.owner, table)
      const [own, theirs] = [
        await count(asTenant(here.pool, mine), table),
        await count(asTenant(here.pool, OTHER), table),
      ]
      expect([table, await count(here.pool, table)]).toEqual([table, 0])
      expect([table, own > 0, theirs > 0, own + theirs]).toEqual([table, true, true, all])
    }
  })

  test('lets nobody change or delete what is another’s', async () => {
    for (const table of tables.filter((name) => name !== 'audit_entry')) {
      const before = await count(here.owner, table)
      const undo = new Error('undone')
      await inTransaction(here.pool, mine, async (client) => {
        const changed = await client.query(
          `update "${table}" set "organizationId" = "organizationId" where "organizationId" = $1`,
          [OTHER],
        )
        expect([table, changed.rowCount]).toEqual([table, 0])
        const deleted = await client.query(`delete from "${table}" where "organizationId" = $1`, [OTHER])
        expect([table, deleted.rowCount]).toEqual([table, 0])
        throw undo
      }).catch((error: unknown) => {
        if (error !== undo) throw error
      })
      expect([table, await count(here.owner, table)]).toEqual([table, before])
    }
  })

  test('takes no row for another, be it new or one’s own', async () => {
    for (const table of tables) {
      const { rows } = await here.owner.query<{ row: object }>(
        `select to_jsonb(t) as row from "${table}" t where "organizationId" = $1 limit 1`,
        [OTHER],
      )
      const insert = `insert into "${table}" select (jsonb_populate_record(null::public."${table}", $1)).*`
      await expect(asTenant(here.pool, mine).query(insert, [rows[0]!.row]), table).rejects.toThrow('row-level security')
      if (table === 'audit_entry') continue
      const give = `update "${table}" set "organizationId" = $1`
      await expect(asTenant(here.pool, mine).query(give, [OTHER]), table).rejects.toThrow('row-level security')
    }
  })
})

test('the setting ends with its transaction, also when that fails', async () => {
  const pool = new pg.Pool({
    connectionString: (here.pool as unknown as { options: { connectionString: string } }).options.connectionString,
    max: 1,
  })
  expect(await count(asTenant(pool, mine), 'report')).toBe(2)
  expect(await count(pool, 'report')).toBe(0)
  await expect(asTenant(pool, mine).query('select 1/0')).rejects.toThrow('division')
  expect(await count(pool, 'report')).toBe(0)
  await pool.end()
})

test('an organization’s id is never taken for more than that', () => {
  expect(() => asTenant(here.pool, `${mine}'; reset role; --`).query('select 1')).toThrow('no id')
})

test('a forgotten where shows nothing of another organization', async () => {
  const forgotten = Prisma.sql`select m.name from report p join domain m on m.id = p."domainId" order by m.name`
  const names = (rows: { name: string }[]): string[] => rows.map(({ name }) => name)
  const ask = async (tenant: Tenant): Promise<string[]> =>
    names(await prismaOf(tenant).$queryRaw<{ name: string }[]>(forgotten))
  expect(await ask(wholeOrganization(mine))).toEqual(['example.com', 'example.org'])
  expect(await ask(wholeOrganization(OTHER))).toEqual(['example.net'])
  expect(names((await asTenant(here.pool, OTHER).query<{ name: string }>(forgotten.sql)).rows)).toEqual(['example.net'])
  const reports = await prismaOf(wholeOrganization(OTHER)).report.findMany({})
  expect(reports.map(({ externalId }) => externalId)).toEqual(['theirs'])
  expect(await prismaOf(wholeOrganization(OTHER)).submission.count()).toBe(1)
})

describe('a viewer of one domain', () => {
  test('sees its numbers and no others, in every query', async () => {
    expect(await getSummary(viewer, FILTER)).toMatchObject({ messages: 3, reports: 1, sources: 1 })
    expect(await listDomainNames(viewer)).toEqual(['example.org'])
    expect((await listDomains(viewer, FILTER, PAGE)).domains.map(({ domain }) => domain)).toEqual(['example.org'])
    expect((await listSources(viewer, FILTER, { ...PAGE, order: 'messages' })).sources.map(({ ip }) => ip)).toEqual([
      '192.0.2.9',
    ])
    expect((await listReports(viewer, FILTER, PAGE)).reports.map(({ externalId }) => externalId)).toEqual(['client'])
    const sum = (rows: { messages: number }[]): number => rows.reduce((total, { messages }) => total + messages, 0)
    expect(sum(await listDays(viewer, FILTER, 'verdict'))).toBe(3)
    expect(sum(await listReceivers(viewer, FILTER))).toBe(3)
    expect((await getIcloud(viewer, FILTER)).recipients).toEqual([])
    expect((await getIcloud(wholeOrganization(mine), FILTER)).recipients).toHaveLength(1)
    expect(sum(await listSourceAuth(viewer, { ...FILTER, source: '192.0.2.1' }))).toBe(0)
  })

  test('is told of a source the days on which the domain had mail from it, and no others', async () => {
    const early = 1_700_000_000
    const mail = { ip: '192.0.2.50' }
    await here.ingest(sampleReport({ id: 'early', domain: 'example.com', begin: early, records: [mail] }))
    await here.ingest(sampleReport({ id: 'later', domain: 'example.org', records: [mail] }))
    const ask = async (tenant: Tenant) =>
      (await listSources(tenant, { ...FILTER, source: mail.ip }, { ...PAGE, order: 'messages' })).sources[0]!
    const [all, seen] = [await ask(wholeOrganization(mine)), await ask(viewer)]
    expect(all.firstSeen).toBe('2023-11-15')
    expect([seen.firstSeen, seen.lastSeen]).toEqual([all.lastSeen, all.lastSeen])
  })

  test('finds no report of another domain, and no record of it', async () => {
    const { reports } = await listReports(wholeOrganization(mine), FILTER, PAGE)
    const hidden = reports.find(({ externalId }) => externalId === 'mine')!
    const seen = reports.find(({ externalId }) => externalId === 'client')!
    expect(await getReport(viewer, hidden.id)).toBeNull()
    expect((await listReportRecords(viewer, hidden.id, PAGE)).records).toEqual([])
    expect(await getReport(viewer, seen.id)).toMatchObject({ id: seen.id, messages: 3 })
    expect((await listReportRecords(viewer, seen.id, PAGE)).records).toHaveLength(1)
  })

  test('sees nothing of what came in, of jobs and of the audit log, and no source or receiver of others', async () => {
    expect((await listSubmissions(viewer, { via: null, status: null, kind: null, ...PAGE })).submissions).toEqual([])
    const { submissions } = await listSubmissions(wholeOrganization(mine), {
      via: null,
      status: null,
      kind: null,
      ...PAGE,
    })
    expect(submissions).toHaveLength(4)
    expect(
      await getSubmissions(
        viewer,
        submissions.map(({ id }) => id),
      ),
    ).toEqual([])
    expect((await listJobs(viewer, PAGE)).jobs).toEqual([])
    expect((await listAudit(viewer, PAGE)).audit).toEqual([])
    const ips = await prismaOf(viewer).$queryRaw<{ ip: string }[]>(Prisma.sql`select host(ip) as ip from source`)
    expect(ips).toEqual([])
    expect(await prismaOf(viewer).document.count()).toBe(0)
    expect(await prismaOf({ ...viewer, domainIds: [] }).receiver.count()).toBe(0)
  })

  test('changes nothing', async () => {
    const { organizationId } = viewer
    await expect(
      prismaOf(viewer).domain.create({ data: { organizationId, id: OTHER, name: 'example.info' } }),
    ).rejects.toThrow('row-level security')
    expect((await prismaOf(viewer).report.deleteMany({})).count).toBe(0)
    await expect(prismaOf(viewer).domain.updateMany({ data: { name: 'x' } })).rejects.toThrow('row-level security')
  })

  test('of no domain sees nothing at all', async () => {
    expect(await getSummary({ ...viewer, domainIds: [] }, FILTER)).toMatchObject({
      messages: 0,
      reports: 0,
      sources: 0,
    })
  })
})
