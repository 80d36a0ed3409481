import { firstOrganizationId } from '#lib/db/organization.ts'
import { getSubmissions } from '#lib/queries/list-submissions.ts'

import { json, problem } from '../../respond.ts'

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const [submission] = await getSubmissions(await firstOrganizationId(), [(await params).id])
  return submission ? json(submission) : problem(404, 'There is no submission with this id.')
}
