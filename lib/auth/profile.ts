import { isAPIError } from 'better-auth/api'

import { auth } from './auth.ts'

export async function renameUser(name: string, headers: Headers): Promise<void> {
  await auth().api.updateUser({ body: { name: name.trim() }, headers })
}

/**
 * Changes the password of who asks, and ends the other sessions.
 * @returns values of Set-Cookie, or null when `current` is not the present password.
 */
export async function changePassword(
  { current, password }: { current: string; password: string },
  headers: Headers,
): Promise<string[] | null> {
  try {
    const { headers: answered } = await auth().api.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    })
    return answered.getSetCookie()
  } catch (error) {
    if (isAPIError(error)) return null
    throw error
  }
}
