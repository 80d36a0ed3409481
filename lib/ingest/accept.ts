import { createHash } from 'node:crypto'

import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import { asTenant } from '../db/tenant.ts'
import { toText } from '../db/to-json.ts'
import { refuse } from '../errors.ts'
import type { MailPath } from '../inbox/mail-check.ts'
import type { SubmissionRow } from '../queries/rows.ts'
import { Spool } from '../unpack/spool.ts'
import { isSmall, writerOf } from './write-submissions.ts'

/**
 * The one door. Bytes are spooled while they arrive, so that a slow sender holds no connection; then the ledger row, the bytes
 * and the job that reads them are written in one transaction. Only after that may anybody say yes to the sender.
 */

export type Via = 'upload' | 'api' | 'smtp' | 'imap' | 'cli' | 'event'
/** What is known of a mail beside its bytes. `ingestToken`: of the ingest address that it came to, null by the API. */
export type Mail = MailPath & { envelopeTo: string[]; ingestToken: string | null }
/**
 * `keyId`: the key that handed it in, null for everybody else. `mail`: where from and where to, of what was sent as a mail.
 */
export type Arrival = {
  organizationId: string
  via: Via
  filename: string | null
  keyId?: string | null
  mail?: Mail | null
}

/** Bytes that have arrived whole; whoever received them closes the spool. */
export type Received = { spool: Spool; sha256: Buffer }

/**
 * Spools what arrives, up to `bytesMax`. What comes beyond is read to its end and dropped, because a sender that is cut off while
 * it sends never sees the answer.
 * @returns what arrived, or the number of bytes when it was too much.
 */
export async function receive(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  bytesMax: number,
  directory: string,
): Promise<{ received: Received; tooLarge: null } | { received: null; tooLarge: number }> {
  const spool = new Spool(directory)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > bytesMax) continue
      hash.update(chunk)
      await spool.write(chunk)
    }
  } catch (error) {
    await spool.close()
    throw error
  }
  if (size <= bytesMax) return { received: { spool, sha256: hash.digest() }, tooLarge: null }
  await spool.close()
  return { received: null, tooLarge: size }
}

/**
 * Writes the submission down for good. The same mail once more is the same submission.
 * @returns it as it was written.
 */
export async function accept(pool: pg.Pool, arrival: Arrival, { spool, sha256 }: Received): Promise<SubmissionRow> {
  const { organizationId, via, keyId = null, mail = null } = arrival
  const filename = cleanFilename(arrival.filename)
  const submission = { organizationId, id: uuidv7(), via, mail, keyId, filename, size: spool.size, sha256, spool }
  const writer = writerOf(pool)
  const written = await (isSmall(submission) ? writer.small(submission) : writer.large(submission))
  return toNewRow({ ...submission, ...written, status: 'queued', reason: null })
}

/** Writes a line into the ledger for something that was turned away at the door, without its bytes. @returns it as it was written. */
export async function acceptTooLarge(
  pool: pg.Pool,
  arrival: Arrival,
  size: number,
  bytesMax: number,
): Promise<SubmissionRow> {
  const { organizationId, via, keyId = null, mail = null } = arrival
  const filename = cleanFilename(arrival.filename)
  const id = uuidv7()
  const { code, message } = refuse('too-large', `It has more than ${bytesMax} bytes (LIMIT_INPUT_BYTES).`)
  const { rows } = await asTenant(pool, organizationId).query<{ receivedAt: Date }>(
    `insert into submission ("organizationId", id, via, filename, size, status, "reasonCode", "reasonMessage", "keyId", "finishedAt",
       "envelopeFrom", "envelopeTo", peer, helo, "ingestToken")
     values ($1, $2, $3, $4, $5, 'rejected', $6, $7, $8, now(), $9, $10, $11, $12, $13) returning "receivedAt"`,
    [organizationId, id, via, filename, size, code, message, keyId, ...envelopeOf(mail)],
  )
  const { receivedAt } = rows[0]!
  return toNewRow({ id, via, filename, size, receivedAt, mail, status: 'rejected', reason: { code, message } })
}

function envelopeOf(mail: Mail | null): unknown[] {
  const { envelopeFrom, envelopeTo, peer, helo, ingestToken } = mail ?? {}
  return [toText(envelopeFrom ?? null), envelopeTo?.map((one) => toText(one)), peer, toText(helo ?? null), ingestToken]
}

type New = Pick<SubmissionRow, 'id' | 'via' | 'filename' | 'size' | 'status' | 'reason'> & {
  receivedAt: Date
  mail: Mail | null
}

function toNewRow({ id, filename, via, status, reason, receivedAt, size, mail }: New): SubmissionRow {
  const nothingYet = { bytesRemovedAt: null, documents: [], documentCount: 0 }
  const envelope = mail && { ...mailRow(mail), check: null, acceptedAt: null }
  return {
    id,
    filename,
    via,
    status,
    reason,
    receivedAt: receivedAt.toISOString(),
    size,
    mail: envelope,
    ...nothingYet,
  }
}

function mailRow({ envelopeFrom, envelopeTo, peer, helo }: Mail): Omit<Mail, 'ingestToken'> {
  return { envelopeFrom, envelopeTo, peer, helo }
}

/** A name is a label only: its last part, without control characters, at most 255 characters. */
function cleanFilename(name: string | null): string | null {
  const last = name?.toWellFormed().split(/[/\\]/).at(-1)
  // oxlint-disable-next-line no-control-regex
  const clean = last?.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim()
  return clean ? clean.slice(0, 255) : null
}
