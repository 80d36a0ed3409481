import pLimit from 'p-limit'
import type pg from 'pg'

import { gather, togetherOrAlone } from '../db/gather.ts'
import { inTransactionByKey } from '../db/tenant.ts'
import type { Spool } from '../unpack/spool.ts'
import type { Via } from './accept.ts'
import { addJobs } from './add-jobs.ts'

/** Ledger rows, bytes and jobs of submissions, in one transaction: small ones that come at the same time share it. */

export type NewSubmission = {
  organizationId: string
  id: string
  via: Via
  keyId: string | null
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

/** Each answers with the instant from which on the submission counts as received. */
type Writer = Record<'small' | 'large', (submission: NewSubmission) => Promise<Date>>
const writers = new WeakMap<pg.Pool, Writer>()

/** The writer of this process to the database of `pool`; whoever calls at the same time shares transactions. */
export function writerOf(pool: pg.Pool): Writer {
  const writer = writers.get(pool) ?? makeWriter(pool)
  writers.set(pool, writer)
  return writer
}

function makeWriter(pool: pg.Pool): Writer {
  const together = (submissions: readonly NewSubmission[]): Promise<Date[]> =>
    inTransactionByKey(pool, submissions[0]!.organizationId, (client) => write(client, submissions))
  const limit = pLimit(LARGE_AT_ONCE)
  return {
    small: gather<NewSubmission, Date>((submissions) => togetherOrAlone(submissions, together), {
      itemsMax: TOGETHER_MAX,
      groupOf: ({ organizationId }) => organizationId,
      atOnce: SMALL_AT_ONCE,
    }),
    large: async (submission) => (await limit(() => together([submission])))[0]!,
  }
}

/** The bytes of a small submission come along; those of a large one are null, and follow. */
const WRITE = `with arrived as (
    select * from unnest($2::uuid[], $3::via[], $4::text[], $5::bigint[], $6::bytea[], $7::uuid[], $8::bytea[])
      a (id, via, filename, size, sha256, "keyId", bytes)),
  chosen as (
    insert into submission ("organizationId", id, via, filename, size, sha256, "keyId", status)
    select $1, id, via, filename, size, sha256, "keyId", 'queued' from arrived returning id, "receivedAt"),
  chunks as (
    insert into submission_chunk ("organizationId", "submissionId", ordinal, bytes)
    select $1, id, 0, bytes from arrived where bytes is not null)
  ${addJobs(0)}`

/**
 * @param submissions of one organization; more than one only of small ones.
 * @returns when each was received.
 */
async function write(client: pg.ClientBase, submissions: readonly NewSubmission[]): Promise<Date[]> {
  const { organizationId } = submissions[0]!
  const column = <Key extends keyof NewSubmission>(key: Key): NewSubmission[Key][] => submissions.map((one) => one[key])
  const bytes = await Promise.all(submissions.map(readSmall))
  const { rows } = await client.query<{ id: string; receivedAt: Date }>({
    name: 'write-submissions',
    text: WRITE,
    values: [
      organizationId,
      column('id'),
      column('via'),
      column('filename'),
      column('size'),
      column('sha256'),
      column('keyId'),
      bytes,
    ],
  })
  for (const submission of submissions) if (!isSmall(submission)) await writeChunks(client, submission)
  const receivedAt = new Map(rows.map((row) => [row.id, row.receivedAt]))
  return submissions.map(({ id }) => receivedAt.get(id)!)
}

async function readSmall(submission: NewSubmission): Promise<Buffer | null> {
  const { size, spool } = submission
  return isSmall(submission) && size > 0 ? spool.slice(0, size) : null
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
