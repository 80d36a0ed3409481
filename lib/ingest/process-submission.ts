import type pg from 'pg'

import { log } from '../log.ts'
import type { UnpackedDocument } from '../unpack/document.ts'
import type { Limits } from '../unpack/limits.ts'
import { Spool } from '../unpack/spool.ts'
import { unpack } from '../unpack/unpack.ts'
import type { ProcessPayload } from './accept.ts'
import { finishSubmission, setAside } from './finish-submission.ts'
import { processDocument } from './process-document.ts'
import { readChunks } from './read-chunks.ts'

/**
 * The pipeline: unpack, read, evaluate, identify, store. The process may be killed at any line: each document is stored
 * together with its outcome in one transaction, and the next attempt goes on after the last document that has one.
 */
export type Deps = {
  pool: pg.Pool
  limits: Limits
  /** Where spools put their temporary files. */
  directory: string
  now: () => Date
}

/** After this many attempts that ended in a fault (or in the death of the worker) a submission is set aside. */
const ATTEMPTS_MAX = 8

/** Reads one submission to its end. Does nothing when it is already final. Throws on faults; the queue tries again. */
export async function processSubmission(payload: ProcessPayload, deps: Deps): Promise<void> {
  const attempts = await begin(payload, deps.pool)
  if (attempts === null) return
  if (attempts > ATTEMPTS_MAX) {
    log.error({ submission: payload.submissionId }, 'a submission was set aside after too many attempts')
    return setAside(payload, deps.pool)
  }
  const bytes = await Spool.from(readChunks(payload, deps.pool), deps.directory)
  try {
    const done = await listDoneOrdinals(payload, deps.pool)
    for await (const document of unpack(bytes, { limits: deps.limits, directory: deps.directory }))
      if (!done.has(document.ordinal)) {
        await processOne(document, payload, deps)
        if (attempts > 1) await forgetAttempts(payload, deps.pool)
      }
  } finally {
    await bytes.close()
  }
  await finishSubmission(payload, deps.pool)
}

async function processOne(document: UnpackedDocument, payload: ProcessPayload, deps: Deps): Promise<void> {
  const outcome = await processDocument(document, payload, deps)
  log.debug({ submission: payload.submissionId, ordinal: document.ordinal, ...outcome }, 'a document was read')
}

/** @returns the number of this attempt, or null when the submission is final or gone. */
async function begin({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ attempts: number }>(
    `update submission set status = 'processing', attempts = attempts + 1
     where "organizationId" = $1 and id = $2 and status in ('queued', 'processing') returning attempts`,
    [organizationId, submissionId],
  )
  return rows[0]?.attempts ?? null
}

/** An attempt that got a document further was not in vain: a long mailbox may outlive many restarts. */
async function forgetAttempts({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<void> {
  await pool.query('update submission set attempts = 1 where "organizationId" = $1 and id = $2', [
    organizationId,
    submissionId,
  ])
}

async function listDoneOrdinals({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<Set<number>> {
  const { rows } = await pool.query<{ ordinal: number }>(
    'select ordinal from document where "organizationId" = $1 and "submissionId" = $2',
    [organizationId, submissionId],
  )
  return new Set(rows.map((row) => row.ordinal))
}
