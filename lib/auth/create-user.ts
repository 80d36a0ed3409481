import { auth } from './auth.ts'
import type { Role } from './roles.ts'

export type NewUser = { email: string; name: string; password: string }

/** Makes an account, whose words were checked. @returns its id, or null when the address has one already. */
export async function createUser({ email, name, password }: NewUser): Promise<string | null> {
  const { internalAdapter, password: passwords } = await auth().$context
  const address = email.toLowerCase()
  if (await internalAdapter.findUserByEmail(address)) return null
  const user = await internalAdapter.createUser(
    { email: address, name: name.trim(), emailVerified: false },
    { method: 'email-password' },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: await passwords.hash(password),
  })
  return user.id
}

/** Replaces a password, for an operator who is asked to; every session of the account ends. */
export async function setPassword(userId: string, password: string): Promise<void> {
  const { internalAdapter, password: passwords } = await auth().$context
  await internalAdapter.updatePassword(userId, await passwords.hash(password))
  await internalAdapter.deleteUserSessions(userId)
}

export type NewMember = { userId: string; organizationId: string; role: Role; domains: string[] }

export async function addMember({ userId, organizationId, role, domains }: NewMember): Promise<void> {
  await auth().api.addMember({ body: { userId, organizationId, role, domains } })
}
