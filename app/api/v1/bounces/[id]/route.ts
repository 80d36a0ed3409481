import { getBounce } from '#lib/queries/get-bounce.ts'

import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

export const GET = route('read', async ({ tenant }, _: Request, { params }: { params: Promise<{ id: string }> }) => {
  const bounce = await getBounce(tenant, (await params).id)
  return bounce ? json(bounce) : problem(404, 'There is no bounce with this id.')
})
