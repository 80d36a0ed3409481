import assert from 'node:assert/strict'

import type { ReadResult } from '#lib/dmarc/read-report.ts'
import type { OpenedMail, UnpackedDocument } from '#lib/unpack/document.ts'
import type { Limits } from '#lib/unpack/limits.ts'
import { Spool } from '#lib/unpack/spool.ts'
import { unpack } from '#lib/unpack/unpack.ts'

import { SPOOL_DIRECTORY } from '../../lib/unpack/testing/unpack-all.ts'
import { checkRefusal } from './check-refusal.ts'
import { checkReport } from './check-report.ts'

/** So small that cases reach them. Spools of more than 1 MiB go to a file, so that this happens as well. */
const LIMITS: Limits = {
  inputBytesMax: 160 * 1024,
  unpackedBytesMax: 1536 * 1024,
  ratioFreeBytes: 1280 * 1024,
  ratioMax: 200,
  entriesMax: 30,
  depthMax: 4,
  recordsMax: 60,
}
const NAME_MAX = 255
const MAIL_PARTS_MAX = 20

/** What became of one document: its line in the ledger, and what reading it gave. */
export type Outcome = { kind: string; name: string | null; size: number; code: string | null; read: ReadResult | null }

/** Unpacks a submission and reads all of its documents. Throws where anything is not as promised. */
export async function checkSubmission(bytes: Buffer): Promise<Outcome[]> {
  const input = await Spool.from([bytes], SPOOL_DIRECTORY)
  const outcomes: Outcome[] = []
  try {
    for await (const document of unpack(input, { limits: LIMITS, directory: SPOOL_DIRECTORY })) {
      assert.equal(document.ordinal, outcomes.length, 'ordinals do not count up from 0')
      outcomes.push(await checkDocument(document))
    }
  } finally {
    await input.close()
  }
  assert.ok(outcomes.length > 0, 'no document came out')
  // The last entry may be refused for what is behind it, and the walk itself may end with a refusal.
  assert.ok(outcomes.length <= LIMITS.entriesMax + 2, `${outcomes.length} documents came out`)
  const size = outcomes.reduce((sum, outcome) => sum + outcome.size, 0)
  assert.ok(size <= LIMITS.unpackedBytesMax + bytes.length, `${size} bytes came out`)
  return outcomes
}

/** Leaves the walk at its first document, as a worker does that is told to stop. */
export async function leaveSubmission(bytes: Buffer): Promise<void> {
  const input = await Spool.from([bytes], SPOOL_DIRECTORY)
  try {
    for await (const _ of unpack(input, { limits: LIMITS, directory: SPOOL_DIRECTORY })) break
  } finally {
    await input.close()
  }
}

async function checkDocument({ kind, name, bytes, mail, refusal }: UnpackedDocument): Promise<Outcome> {
  assert.ok(name === null || (name !== '' && name.length <= NAME_MAX && name.isWellFormed()), 'name')
  if (refusal) {
    checkRefusal(refusal)
    return { kind, name, size: 0, code: refusal.code, read: null }
  }
  if (mail) return { kind, name, size: checkMail(mail), code: null, read: null }
  let size = 0
  for await (const chunk of bytes.read()) size += chunk.length
  assert.equal(size, bytes.size, 'a document has another size than it says')
  return { kind, name, size, code: null, read: kind === 'aggregate' ? await checkReport(bytes) : null }
}

function checkMail({ headers, parts }: OpenedMail): number {
  assert.ok(parts.length <= MAIL_PARTS_MAX, `${parts.length} parts of a mail came out`)
  return parts.reduce((sum, { text }) => sum + text.length, headers.length)
}
