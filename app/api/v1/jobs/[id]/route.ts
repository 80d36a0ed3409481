import { firstOrganizationId } from '#lib/db/organization.ts'
import { getJob } from '#lib/queries/get-job.ts'

import { json, problem, route } from '../../respond.ts'

export const GET = route(async (_: Request, { params }: { params: Promise<{ id: string }> }) => {
  const job = await getJob(await firstOrganizationId(), (await params).id)
  return job ? json(job) : problem(404, 'There is no job with this id.')
})
