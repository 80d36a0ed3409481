import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { sampleReport } from '../../e2e/sample-report.ts'
import { sealerOf } from '../db/seal.ts'
import { inTransaction, wholeOrganization } from '../db/tenant.ts'
import { getSubmissions } from '../queries/list-submissions.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { openPipeline } from './pipeline.ts'
import { processSubmission } from './process-submission.ts'
import { readAgain } from './read-again.ts'
import { NotOpened, readChunks } from './read-chunks.ts'
import { sealSubmission } from './seal-submission.ts'
import { SEALER, type TestIngest, openTestIngest } from './testing/test-ingest.ts'

let here: TestIngest
beforeAll(async () => {
  here = await openTestIngest()
})
afterAll(() => here.close())

function seal(submissionId: string): Promise<void> {
  const { organizationId } = here
  return inTransaction(here.pool, organizationId, (client) =>
    sealSubmission(client, { organizationId, submissionId }, SEALER),
  )
}

async function stored(submissionId: string): Promise<Buffer> {
  const { rows } = await here.owner.query<{ bytes: Buffer }>(
    'select bytes from submission_chunk where "submissionId" = $1 order by ordinal',
    [submissionId],
  )
  return Buffer.concat(rows.map(({ bytes }) => bytes))
}

async function read(submissionId: string, sealer = SEALER): Promise<Buffer> {
  const chunks: Buffer[] = []
  const { organizationId, pool } = here
  for await (const chunk of readChunks({ organizationId, submissionId }, { pool, sealer })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function processWith(secret: string, submissionId: string) {
  const { organizationId, pool } = here
  const directory = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  const deps = { pool, limits: DEFAULT_LIMITS, directory, now: () => new Date(), sealer: sealerOf(secret) }
  await readAgain(pool, { organizationId, submissionId })
  await processSubmission({ organizationId, submissionId }, openPipeline(deps))
  return (await getSubmissions(wholeOrganization(organizationId), [submissionId]))[0]!
}

test('the database holds nothing to read of sealed bytes, and they come back as they were', async () => {
  const bytes = Buffer.concat([Buffer.from('someone@example.com '.repeat(10_000)), randomBytes(600 * 1024)])
  const { id } = await here.ingest(bytes)
  await seal(id)
  expect((await stored(id)).includes('someone@')).toBe(false)
  expect((await read(id)).equals(bytes)).toBe(true)
})

test('sealing twice seals once', async () => {
  const { id } = await here.ingest('someone@example.net')
  await seal(id)
  const once = await stored(id)
  await seal(id)
  expect((await stored(id)).equals(once)).toBe(true)
})

test('a submission is sealed whole or not at all', async () => {
  const bytes = randomBytes(600 * 1024)
  const { id } = await here.ingest(bytes)
  await here.owner.query(`create function break_it() returns trigger language plpgsql as $$ begin
    if new.ordinal = 2 then raise 'broken'; end if; return new; end $$`)
  await here.owner.query(
    'create trigger break_it before update on submission_chunk for each row execute function break_it()',
  )
  await expect(seal(id)).rejects.toThrow('broken')
  expect((await stored(id)).equals(bytes)).toBe(true)
  await here.owner.query('drop function break_it cascade')
  await seal(id)
  expect((await read(id)).equals(bytes)).toBe(true)
})

test('what is sealed while it is read is read as it was', async () => {
  const bytes = randomBytes(600 * 1024)
  const { id } = await here.ingest(bytes)
  const { organizationId, pool } = here
  const chunks: Buffer[] = []
  for await (const chunk of readChunks({ organizationId, submissionId: id }, { pool, sealer: SEALER })) {
    if (chunks.length === 0) await seal(id)
    chunks.push(chunk)
  }
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
})

test('sealed bytes are read again, and with another secret set aside with a sentence', async () => {
  const { id } = await here.ingest(sampleReport({ id: 'sealed' }))
  await seal(id)
  await expect(read(id, sealerOf('another secret'))).rejects.toThrow(NotOpened)
  expect(await processWith('another secret', id)).toMatchObject({
    status: 'stored',
    documents: [{ status: 'stored' }, { status: 'rejected', code: 'not-opened' }],
  })
  expect(await processWith('a secret of the tests', id)).toMatchObject({
    status: 'stored',
    documents: [{ status: 'stored' }],
  })
})
