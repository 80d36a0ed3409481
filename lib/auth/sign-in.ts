import { isAPIError } from 'better-auth/api'

import { auth } from './auth.ts'

/** `cookies`: values of Set-Cookie. */
export type Session = {
  cookies: string[]
  organizationId: string | null
  actor: { kind: 'user'; id: string; email: string }
}

/** @returns the session that begins, or null when address and password belong to no account. */
export async function signIn(
  { email, password }: { email: string; password: string },
  headers: Headers,
): Promise<Session | null> {
  try {
    // Only where it comes from goes along: a session of before is no part of the new one.
    const { headers: answered, response } = await auth().api.signInEmail({
      body: { email, password },
      headers: origin(headers),
      returnHeaders: true,
    })
    const { user, token } = response
    const session = await (await auth().$context).internalAdapter.findSession(token)
    const organizationId = (session?.session as { activeOrganizationId?: string | null } | undefined)
      ?.activeOrganizationId
    return {
      cookies: answered.getSetCookie(),
      organizationId: organizationId ?? null,
      actor: { kind: 'user', id: user.id, email: user.email },
    }
  } catch (error) {
    if (isAPIError(error)) return null
    throw error
  }
}

function origin(headers: Headers): Headers {
  const kept = new Headers()
  for (const [name, value] of headers) if (name === 'user-agent' || name.startsWith('x-signet-')) kept.set(name, value)
  return kept
}

/** @returns values of Set-Cookie. */
export async function signOut(headers: Headers): Promise<string[]> {
  const { headers: answered } = await auth().api.signOut({ headers, returnHeaders: true })
  return answered.getSetCookie()
}

export async function chooseOrganization(organizationId: string, headers: Headers): Promise<void> {
  await auth().api.setActiveOrganization({ body: { organizationId }, headers })
}
