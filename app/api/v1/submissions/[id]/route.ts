import { can, keyOf } from '#lib/auth/access.ts'
import { getSubmissions, isSentBy } from '#lib/queries/list-submissions.ts'

import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

/** A key that may only ingest sees what became of what it sent. */
export const GET = route('outcome', async (access, _: Request, { params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params
  const isVisible = can(access, 'ledger') || (await isSentBy(access.tenant, id, keyOf(access)))
  const [submission] = isVisible ? await getSubmissions(access.tenant, [id]) : []
  return submission ? json(submission) : problem(404, 'There is no submission with this id.')
})
