import { database } from '#lib/db/database.ts'
import { readAgain } from '#lib/ingest/read-again.ts'
import { getSubmissions, isFinal } from '#lib/queries/list-submissions.ts'

import { audit } from '../../../audit-request.ts'
import { route } from '../../../handle.ts'
import { json, problem } from '../../../respond.ts'

/** Has a submission read again; one that is being read is left to that. */
export const POST = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const { tenant } = access
    const { organizationId } = tenant
    const [before] = await getSubmissions(tenant, [(await params).id])
    if (!before) return problem(404, 'There is no submission with this id.')
    const isTaken = await readAgain(database().pool, { organizationId, submissionId: before.id })
    const [submission] = await getSubmissions(tenant, [before.id])
    if (!submission) return problem(404, 'There is no submission with this id.')
    if (!isTaken && isFinal(before) && isFinal(submission))
      return problem(
        409,
        'The bytes of this submission are not kept, so it cannot be read again. Hand it in once more.',
      )
    await audit(access, request, 'read-again', { file: submission.filename ?? submission.id })
    return json(submission, 202)
  },
)
