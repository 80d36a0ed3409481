import pLimit from 'p-limit'
import type pg from 'pg'

import { gather, togetherOrAlone } from '../db/gather.ts'
import { inTransactionByKey } from '../db/tenant.ts'
import { toJson } from '../db/to-json.ts'
import type { Spool } from '../unpack/spool.ts'
import type { Mail, Via } from './accept.ts'
import { NEW_PRIORITY, addJobs } from './add-jobs.ts'

/** Ledger rows, bytes and jobs of submissions, in one transaction: small ones that come at the same time share it. */

export type NewSubmission = {
  organizationId: string
  id: string
  via: Via
  /** Null for what is no mail. */
  mail: Mail | null
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

/** Under which id it stands in the ledger, and since when. */
export type Written = { id: string; receivedAt: Date }
type Writer = Record<'small' | 'large', (submission: NewSubmission) => Promise<Written>>
const writers = new WeakMap<pg.Pool, Writer>()

/** The writer of this process to the database of `pool`; whoever calls at the same time shares transactions. */
export function writerOf(pool: pg.Pool): Writer {
  const writer = writers.get(pool) ?? makeWriter(pool)
  writers.set(pool, writer)
  return writer
}

function makeWriter(pool: pg.Pool): Writer {
  const together = (submissions: readonly NewSubmission[]): Promise<Written[]> =>
    inTransactionByKey(pool, submissions[0]!.organizationId, (client) => write(client, submissions))
  const limit = pLimit(LARGE_AT_ONCE)
  return {
    small: gather<NewSubmission, Written>((submissions) => togetherOrAlone(submissions, together), {
      itemsMax: TOGETHER_MAX,
      groupOf: ({ organizationId }) => organizationId,
      atOnce: SMALL_AT_ONCE,
    }),
    large: async (submission) => (await limit(() => together([submission])))[0]!,
  }
}

/**
 * The bytes of a small submission come along; those of a large one are null, and follow. A mail that is there already was sent again
 * because the answer to the first time was lost.
 */
const WRITE = `with arrived as (
    select * from unnest($2::uuid[], $3::via[], $4::text[], $5::bigint[], $6::bytea[], $7::uuid[], $8::bytea[], $9::jsonb[])
      a (id, via, filename, size, sha256, "keyId", bytes, mail)),
  chosen as (
    insert into submission ("organizationId", id, via, filename, size, sha256, "keyId", status, "envelopeFrom", "envelopeTo", peer, helo,
      "ingestToken")
    select $1, id, via, filename, size, sha256, "keyId", 'queued', mail ->> 'envelopeFrom',
      case when mail is not null then array(select jsonb_array_elements_text(mail -> 'envelopeTo')) end, (mail ->> 'peer')::inet, mail ->> 'helo', mail ->> 'ingestToken'
    from arrived order by sha256
    on conflict ("organizationId", sha256) where "envelopeTo" is not null do nothing returning id, "receivedAt"),
  chunks as (
    insert into submission_chunk ("organizationId", "submissionId", ordinal, bytes)
    select $1, id, 0, bytes from arrived join chosen using (id) where bytes is not null)
  ${addJobs(NEW_PRIORITY, 'exists (select 1 from arrived where arrived.id = chosen.id and mail is not null)')}`
const KNOWN = `select encode(sha256, 'hex') as hash, id, "receivedAt" from submission
  where "organizationId" = $1 and "envelopeTo" is not null and sha256 = any($2)`

/** @param submissions of one organization; more than one only of small ones. */
async function write(client: pg.ClientBase, submissions: readonly NewSubmission[]): Promise<Written[]> {
  const { organizationId } = submissions[0]!
  const column = <Key extends keyof NewSubmission>(key: Key): NewSubmission[Key][] => submissions.map((one) => one[key])
  const bytes = await Promise.all(submissions.map(readSmall))
  const { rows } = await client.query<Written>({
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
      column('mail').map((mail) => mail && toJson(mail)),
    ],
  })
  const written = new Map(rows.map((row) => [row.id, row]))
  for (const submission of submissions)
    if (written.has(submission.id) && !isSmall(submission)) await writeChunks(client, submission)
  if (written.size === submissions.length) return submissions.map(({ id }) => written.get(id)!)
  const again = submissions.filter(({ id }) => !written.has(id)).map(({ sha256 }) => sha256)
  const known = await client.query<Written & { hash: string }>(KNOWN, [organizationId, again])
  const byHash = new Map(known.rows.map(({ hash, ...row }) => [hash, row]))
  return submissions.map(({ id, sha256 }) => written.get(id) ?? byHash.get(sha256.toString('hex'))!)
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
