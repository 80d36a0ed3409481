import pLimit from 'p-limit'
import type pg from 'pg'

import { inTransactionByKey } from '../db/database.ts'
import { gather, togetherOrAlone } from '../db/gather.ts'
import { type Column, insertRows, insertText } from '../db/insert-rows.ts'
import type { Spool } from '../unpack/spool.ts'
import type { Via } from './accept.ts'
import { PROCESS_TASK } from './process-task.ts'

/** Ledger rows, bytes and jobs of submissions, in one transaction: small ones that come at the same time share it. */

export type NewSubmission = {
  organizationId: string
  id: string
  via: Via
  filename: string | null
  size: number
  sha256: Buffer
  /** The caller's to close. */
  spool: Spool
}

const CHUNK_BYTES = 256 * 1024
const SMALL_BYTES = 64 * 1024
/** Of small submissions, in one transaction. */
const TOGETHER_MAX = 100
/** Transactions at once: many large uploads must leave connections for the pages, and memory for everybody. */
const LARGE_AT_ONCE = 3
const SMALL_AT_ONCE = 2

export function isSmall({ size }: NewSubmission): boolean {
  return size <= SMALL_BYTES
}

type Writer = Record<'small' | 'large', (submission: NewSubmission) => Promise<void>>
const writers = new WeakMap<pg.Pool, Writer>()

/** The writer of this process to the database of `pool`; whoever calls at the same time shares transactions. */
export function writerOf(pool: pg.Pool): Writer {
  const writer = writers.get(pool) ?? makeWriter(pool)
  writers.set(pool, writer)
  return writer
}

function makeWriter(pool: pg.Pool): Writer {
  const together = async (submissions: readonly NewSubmission[]): Promise<void[]> => {
    await inTransactionByKey(pool, (client) => write(client, submissions))
    return submissions.map(() => undefined)
  }
  const limit = pLimit(LARGE_AT_ONCE)
  return {
    small: gather<NewSubmission, void>((submissions) => togetherOrAlone(submissions, together), {
      itemsMax: TOGETHER_MAX,
      groupOf: ({ organizationId }) => organizationId,
      atOnce: SMALL_AT_ONCE,
    }),
    large: (submission) => limit(() => inTransactionByKey(pool, (client) => write(client, [submission]))),
  }
}

type Chunk = { id: string; ordinal: number; bytes: Buffer }

const SUBMISSION: Column<NewSubmission>[] = [
  ['id', 'uuid', (row) => row.id],
  ['via', 'via', (row) => row.via],
  ['filename', 'text', (row) => row.filename],
  ['size', 'bigint', (row) => row.size],
  ['sha256', 'bytea', (row) => row.sha256],
]
const CHUNK: Column<Chunk>[] = [
  ['submissionId', 'uuid', (row) => row.id],
  ['ordinal', 'int', (row) => row.ordinal],
  ['bytes', 'bytea', (row) => row.bytes],
]
const SUBMISSIONS = {
  name: 'insert-submissions',
  columns: SUBMISSION,
  text: insertText(
    'submission',
    [
      ['organizationId', 'uuid'],
      ['status', 'status'],
    ],
    SUBMISSION,
  ),
}
const CHUNKS = {
  name: 'insert-chunks',
  columns: CHUNK,
  text: insertText('submission_chunk', [['organizationId', 'uuid']], CHUNK),
}
/** One job for each submission, with attempts enough for every fault that is not the submission's own. */
const ADD_JOBS = `select count(*) from graphile_worker.add_jobs(array(
  select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', $1::text, 'max_attempts', 1000,
    'payload', json_build_object('organizationId', $2::uuid, 'submissionId', id)))
  from unnest($3::uuid[]) id))`

/** @param submissions of one organization; more than one only of small ones. */
async function write(client: pg.ClientBase, submissions: readonly NewSubmission[]): Promise<void> {
  const { organizationId } = submissions[0]!
  await insertRows(client, SUBMISSIONS, { fixed: [organizationId, 'queued'], rows: [...submissions] })
  if (submissions.every(isSmall)) await writeSmall(client, organizationId, submissions)
  else for (const submission of submissions) await writeChunks(client, submission)
  const ids = submissions.map(({ id }) => id)
  await client.query({ name: 'add-process-jobs', text: ADD_JOBS, values: [PROCESS_TASK, organizationId, ids] })
}

async function writeSmall(
  client: pg.ClientBase,
  organizationId: string,
  submissions: readonly NewSubmission[],
): Promise<void> {
  const rows: Chunk[] = []
  for (const { id, size, spool } of submissions)
    if (size > 0) rows.push({ id, ordinal: 0, bytes: await spool.slice(0, size) })
  await insertRows(client, CHUNKS, { fixed: [organizationId], rows })
}

async function writeChunks(client: pg.ClientBase, { organizationId, id, size, spool }: NewSubmission): Promise<void> {
  // One buffer for all: with one for each chunk, many large uploads at once leave more garbage than is collected in time.
  const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK_BYTES))
  for (let position = 0, ordinal = 0; position < size; position += CHUNK_BYTES, ordinal++)
    await client.query(
      'insert into submission_chunk ("organizationId", "submissionId", ordinal, bytes) values ($1, $2, $3, $4)',
      [organizationId, id, ordinal, await spool.readInto(buffer, position)],
    )
}
