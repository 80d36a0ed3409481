import { firstOrganizationId } from '#lib/db/organization.ts'
import { getSubmissions } from '#lib/queries/list-submissions.ts'

import { json, problem, route } from '../../respond.ts'

export const GET = route(async (_: Request, { params }: { params: Promise<{ id: string }> }) => {
  const [submission] = await getSubmissions(await firstOrganizationId(), [(await params).id])
  return submission ? json(submission) : problem(404, 'There is no submission with this id.')
})
