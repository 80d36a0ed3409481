import type pg from 'pg'

import { asTenant, inTransaction } from '../db/tenant.ts'
import { InFlight } from '../in-flight.ts'
import { log } from '../log.ts'
import type { DocumentKind, UnpackedDocument } from '../unpack/document.ts'
import { Spool } from '../unpack/spool.ts'
import { unpack } from '../unpack/unpack.ts'
import { type Claim, claimAgain } from './claim.ts'
import { endReading } from './end-reading.ts'
import { finishSubmissions, setAside } from './finish-submissions.ts'
import { namesPeople } from './names-people.ts'
import { type Outcome, rowsMax } from './outcome.ts'
import { LIGHT_BYTES, LIGHT_ROWS, type Pipeline } from './pipeline.ts'
import type { ProcessPayload } from './process-task.ts'
import { NotOpened, readChunks } from './read-chunks.ts'
import { readDocument } from './read-document.ts'
import { sealSubmission } from './seal-submission.ts'
import { writeOutcomes } from './write-outcomes.ts'

/**
 * The pipeline: unpack, read, evaluate, identify, store. The process may be killed at any line: each document is stored
 * together with its outcome in one transaction, and the next attempt goes on with those that have none yet.
 */

/** After this many attempts that ended in a fault (or in the death of the worker) a submission is set aside. */
const ATTEMPTS_MAX = 8
/** Documents of one submission that may wait to be written while the next ones are read. */
const WAITING_MAX = 8

/** Reads one submission to its end. Does nothing when it is already final. Throws on faults; the queue tries again. */
export async function processSubmission(payload: ProcessPayload, pipeline: Pipeline): Promise<void> {
  const claim = await pipeline.claim(payload)
  if (claim) return readClaimed(claim, pipeline)
  // Its last attempt failed, or its worker died of it. Such are read one at a time, so that the culprit alone is charged.
  await pipeline.suspects(async () => {
    const again = await claimAgain(payload, pipeline.deps.pool)
    if (!again) return
    if (again.attempts <= ATTEMPTS_MAX) return readClaimed(again, pipeline)
    log.error({ submission: payload.submissionId }, 'a submission was set aside after too many attempts')
    await setAside(payload, 'set-aside', pipeline.deps.pool)
  })
}

/** Runs `work` when there is memory for it. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>

async function readClaimed(claim: Claim, pipeline: Pipeline): Promise<void> {
  const { heavy, deps } = pipeline
  const readAll = async (turn: Turn): Promise<void> => {
    const bytes = await Spool.from(claim.bytes ? [claim.bytes] : readChunks(claim, deps), deps.directory)
    try {
      await readDocuments(bytes, { claim, pipeline, turn })
    } finally {
      await bytes.close()
    }
  }
  pipeline.inHand.add(claim)
  try {
    await (claim.size > LIGHT_BYTES ? heavy(() => readAll((work) => work())) : readAll((work) => heavy(work)))
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error
    await setAside(claim, 'not-opened', deps.pool)
  } finally {
    pipeline.inHand.delete(claim)
  }
}

type Reading = { claim: Claim; pipeline: Pipeline; turn: Turn }

async function readDocuments(bytes: Spool, reading: Reading): Promise<void> {
  const { claim, pipeline } = reading
  const { pool, limits, directory } = pipeline.deps
  const done = claim.attempts > 1 || claim.reading > 1 ? await listDone(claim, pool) : new Map<number, DocumentKind>()
  let isPrivate = [...done.values()].some(namesPeople)
  const waiting = new InFlight(claim.reading > 1 ? 1 : WAITING_MAX)
  let last: Outcome | null = null
  try {
    for await (const document of unpack(bytes, { limits, directory })) {
      if (done.has(document.ordinal)) continue
      if (last) await waiting.add(write(last, pipeline))
      isPrivate ||= namesPeople(document.kind)
      last = await readOne(document, reading)
    }
  } finally {
    await waiting.end()
  }
  // Before it is final, because nobody comes back to it after that.
  if (isPrivate)
    await inTransaction(pool, claim.organizationId, (client) => sealSubmission(client, claim, pipeline.deps.sealer))
  // Read again, it is final only once what it no longer holds is gone.
  if (last && claim.reading === 1) return write({ ...last, isLast: true }, pipeline)
  if (last) await write(last, pipeline)
  await endReading(claim, pool)
  await finishSubmissions(asTenant(pool, claim.organizationId), claim.organizationId, [claim.submissionId])
}

/** @returns the outcome, still to be written, or null when it was written at once because its document takes memory. */
async function readOne(document: UnpackedDocument, { claim, pipeline, turn }: Reading): Promise<Outcome | null> {
  const { deps } = pipeline
  const aside = new Spool(deps.directory)
  const read = (): Promise<Outcome> => readDocument(document, { claim, deps, aside })
  const light = !document.bytes || document.bytes.size <= LIGHT_BYTES ? await read() : null
  if (light && rowsMax(light) <= LIGHT_ROWS) return light
  await turn(async () => {
    try {
      await writeOutcomes([light ?? (await read())], deps)
    } finally {
      await aside.close()
    }
    await forgetAttempts(claim, deps.pool)
  })
  return null
}

async function write(outcome: Outcome, pipeline: Pipeline): Promise<void> {
  await pipeline.write(outcome)
  await forgetAttempts(outcome.claim, pipeline.deps.pool)
}

/** An attempt that got a document further was not in vain: a long mailbox may outlive many restarts. */
async function forgetAttempts({ organizationId, submissionId, attempts }: Claim, pool: pg.Pool): Promise<void> {
  if (attempts === 1) return
  await asTenant(pool, organizationId).query(
    'update submission set attempts = 1 where "organizationId" = $1 and id = $2',
    [organizationId, submissionId],
  )
}

/** Documents that have an outcome of this reading, and those that were deleted, which stays so. */
async function listDone(
  { organizationId, submissionId, reading }: Claim,
  pool: pg.Pool,
): Promise<Map<number, DocumentKind>> {
  const { rows } = await asTenant(pool, organizationId).query<{ ordinal: number; kind: DocumentKind }>(
    `select ordinal, kind from document
     where "organizationId" = $1 and "submissionId" = $2 and (reading = $3 or code = 'deleted')`,
    [organizationId, submissionId, reading],
  )
  return new Map(rows.map(({ ordinal, kind }) => [ordinal, kind]))
}
