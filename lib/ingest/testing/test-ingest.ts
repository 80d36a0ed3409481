import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import pg from 'pg'

import { closeDatabase, openDatabase, transact } from '../../db/database.ts'
import { firstOrganizationId } from '../../db/organization.ts'
import { sealerOf } from '../../db/seal.ts'
import { wholeOrganization } from '../../db/tenant.ts'
import { createTestDatabase } from '../../db/testing/test-database.ts'
import type { MailCheck } from '../../inbox/mail-check.ts'
import { getSubmissions } from '../../queries/list-submissions.ts'
import type { SubmissionRow } from '../../queries/rows.ts'
import { rebuildRollups } from '../../rollup/roll-up.ts'
import { DEFAULT_LIMITS } from '../../unpack/limits.ts'
import { accept, receive } from '../accept.ts'
import { openPipeline } from '../pipeline.ts'
import { processSubmission } from '../process-submission.ts'

/** Reports that go through the real pipeline into a database of the calling test file's own. */
export type TestIngest = {
  pool: pg.Pool
  /** For what a test prepares and looks at: it sees all organizations. */
  owner: pg.Pool
  organizationId: string
  ingest(bytes: string | Buffer, organizationId?: string): Promise<SubmissionRow>
  /** The same for what comes as a mail of which this was found out. */
  ingestMail(bytes: string | Buffer, check: Partial<MailCheck>): Promise<SubmissionRow>
  /** Reads what waits to be read, and gives all submissions, oldest first. */
  readQueued(): Promise<SubmissionRow[]>
  /** The daily sums as they are, and as a rebuild makes them; domains by name. */
  sums(): Promise<string[]>
  rebuiltSums(): Promise<string[]>
  rebuild(): Promise<void>
  close(): Promise<void>
}

/** With a secret of the tests. */
export const SEALER = sealerOf('a secret of the tests')
/** Who hands over every mail of a test. */
export const PEER = '192.0.2.25'
const NOTHING_FOUND: MailCheck = {
  checkedAt: '2026-11-01T00:00:00.000Z',
  dns: 'answered',
  peer: PEER,
  isDirect: true,
  from: null,
  dkim: [],
  spf: null,
  dmarc: null,
  trusted: null,
}

export async function openTestIngest(): Promise<TestIngest> {
  const testDatabase = await createTestDatabase()
  const { pool } = openDatabase(testDatabase.url, 10)
  const owner = new pg.Pool({ connectionString: testDatabase.ownerUrl, max: 4 })
  const first = await firstOrganizationId()
  const directory = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  const pipeline = openPipeline({ pool, limits: DEFAULT_LIMITS, directory, now: () => new Date(), sealer: SEALER })

  const ingest = async (bytes: string | Buffer, organizationId = first): Promise<SubmissionRow> => {
    const { received } = await receive(Readable.from([Buffer.from(bytes)]), DEFAULT_LIMITS.inputBytesMax, directory)
    const { id: submissionId } = await accept(pool, { organizationId, via: 'cli', filename: 'report.xml' }, received!)
    await received!.spool.close()
    await processSubmission({ organizationId, submissionId }, pipeline)
    return (await getSubmissions(wholeOrganization(organizationId), [submissionId]))[0]!
  }
  const ingestMail = async (bytes: string | Buffer, check: Partial<MailCheck>): Promise<SubmissionRow> => {
    const { received } = await receive(Readable.from([Buffer.from(bytes)]), DEFAULT_LIMITS.inputBytesMax, directory)
    const mail = {
      envelopeFrom: 'sender@example.net',
      envelopeTo: [],
      peer: PEER,
      helo: 'mx.example.net',
      ingestToken: null,
    }
    const arrival = { organizationId: first, via: 'smtp', filename: null, mail } as const
    const { id: submissionId } = await accept(pool, arrival, received!)
    await received!.spool.close()
    await owner.query('update submission set "mailCheck" = $2 where id = $1', [
      submissionId,
      { ...NOTHING_FOUND, ...check },
    ])
    await processSubmission({ organizationId: first, submissionId }, pipeline)
    return (await getSubmissions(wholeOrganization(first), [submissionId]))[0]!
  }
  const readQueued = async (): Promise<SubmissionRow[]> => {
    const { rows } = await owner.query<{ id: string; status: string }>('select id, status from submission order by id')
    for (const { id: submissionId, status } of rows)
      if (status === 'queued') await processSubmission({ organizationId: first, submissionId }, pipeline)
    return getSubmissions(
      wholeOrganization(first),
      rows.map(({ id }) => id),
    )
  }
  const rebuiltSums = async (): Promise<string[]> => {
    let rebuilt: string[] = []
    const undone = new Error('only looked at')
    await transact(owner, async (client) => {
      await rebuildRollups(client)
      rebuilt = await readSums(client)
      throw undone
    }).catch((error: unknown) => {
      if (error !== undone) throw error
    })
    return rebuilt
  }
  const close = async (): Promise<void> => {
    await closeDatabase()
    await owner.end()
    await testDatabase.drop()
  }
  return {
    pool,
    owner,
    organizationId: first,
    ingest,
    ingestMail,
    readQueued,
    sums: () => readSums(owner),
    rebuiltSums,
    rebuild: () => transact(pool, rebuildRollups),
    close,
  }
}

async function readSums(client: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const select = (table: string): string =>
    `select ((to_jsonb(d) - 'domainId') || jsonb_build_object('domain', m.name))::text as row from ${table} d
     left join domain m on m."organizationId" = d."organizationId" and m.id = d."domainId"`
  const { rows } = await client.query<{ row: string }>(
    `${select('daily_total')} union all ${select('daily_source')} order by row`,
  )
  return rows.map(({ row }) => row)
}
