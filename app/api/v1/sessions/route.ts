import { listSessions, revokeOtherSessions } from '#lib/auth/sessions.ts'

import { ownRoute } from '../handle.ts'
import { json } from '../respond.ts'

/** The sessions of one's own account. */
export const GET = ownRoute(async ({ user, sessionId }) =>
  json({ sessions: await listSessions(user.id, sessionId), nextCursor: null }),
)

/** Ends all of them but the one that asks. */
export const DELETE = ownRoute(async ({ user, sessionId }) => {
  await revokeOtherSessions(user.id, sessionId)
  return new Response(null, { status: 204 })
})
