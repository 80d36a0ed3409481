import { getJob } from '#lib/queries/get-job.ts'

import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

export const GET = route(
  'ledger',
  async ({ tenant }, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const job = await getJob(tenant, (await params).id)
    return job ? json(job) : problem(404, 'There is no job with this id.')
  },
)
