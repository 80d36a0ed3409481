import { Readable } from 'node:stream'

import { secretKey } from '#lib/auth/secret-key.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { sealerOf } from '#lib/db/seal.ts'
import { NotOpened, readChunks } from '#lib/ingest/read-chunks.ts'
import { getSubmissions } from '#lib/queries/list-submissions.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { audit } from '../../../audit-request.ts'
import { route } from '../../../handle.ts'
import { problem } from '../../../respond.ts'
import { firstOf, startingWith } from '../../../starting-with.ts'

/** A mail has no name of its own. */
function nameOf({ filename, id, mail }: SubmissionRow): string {
  return filename ?? (mail ? `${id}.eml` : id)
}

/** The bytes as they came in, always as a download: a browser must never show what a stranger sent. */
export const GET = route(
  'ledger',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const { tenant } = access
    const [submission] = await getSubmissions(tenant, [(await params).id])
    if (!submission) return problem(404, 'There is no submission with this id.')
    if (submission.bytesRemovedAt !== null)
      return problem(410, `The bytes of this submission were removed at ${submission.bytesRemovedAt}.`)
    const chunks = readChunks(
      { organizationId: tenant.organizationId, submissionId: submission.id },
      { pool: database().pool, sealer: sealerOf(secretKey(readConfig())) },
    )
    const first = await firstOf(chunks)
    if (first instanceof NotOpened) return problem(409, first.message)
    if (first.done && submission.size > 0) return problem(404, 'The bytes of this submission are not kept.')
    await audit(access, request, 'bytes-read', { file: submission.filename ?? submission.id })
    const bytes = Readable.from(startingWith(first.value, chunks))
    return new Response(Readable.toWeb(bytes) as ReadableStream, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(submission))}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'no-store',
      },
    })
  },
)
