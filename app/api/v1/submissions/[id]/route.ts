import { can, keyOf } from '#lib/auth/access.ts'
import { database } from '#lib/db/database.ts'
import { deleteSubmission } from '#lib/deletion/delete-submission.ts'
import { getSubmissions, isSentBy } from '#lib/queries/list-submissions.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

/** A key that may only ingest sees what became of what it sent. */
export const GET = route('outcome', async (access, _: Request, { params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params
  const isVisible = can(access, 'ledger') || (await isSentBy(access.tenant, id, keyOf(access)))
  const [submission] = isVisible ? await getSubmissions(access.tenant, [id]) : []
  return submission ? json(submission) : problem(404, 'There is no submission with this id.')
})

/** Deletes the bytes of what was not stored, and what is said of it; its line in the ledger stays. */
export const DELETE = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const { id } = await params
    const deletion = await deleteSubmission(database().pool, access.tenant.organizationId, id)
    if (deletion === 'missing') return problem(404, 'There is no submission with this id.')
    if (deletion === 'open') return problem(409, 'This is still being read: wait for its outcome, then delete it.')
    if (deletion === 'in-use')
      return problem(409, 'A report that is stored came in this submission: delete the report instead.')
    await audit(access, request, 'submission-deleted', { id })
    return new Response(null, { status: 204 })
  },
)
