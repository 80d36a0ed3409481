import { listMembers } from '#lib/auth/members.ts'

import { route } from '../handle.ts'
import { json } from '../respond.ts'

export const GET = route('people', async ({ organization }) =>
  json({ members: await listMembers(organization.id), nextCursor: null }),
)
