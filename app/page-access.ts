import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'

import { type Access, type Asker, type SignedIn, can } from '#lib/auth/access.ts'
import { PATH_HEADER } from '#lib/auth/client-address.ts'
import { readAsker } from '#lib/auth/read-asker.ts'
import type { Permission } from '#lib/auth/roles.ts'
import { isSetUpDue } from '#lib/auth/set-up-token.ts'

/** The request half of every page: who asks, and whether they may. Asked for before anything else is looked at. */

/** Who asks, found out once for each request. */
export const readPageAsker = cache(async (): Promise<Asker> => readAsker(await headers()))

/** @returns the access of who may see such a page; everybody else is led away. */
export async function pageAccess(permission: Exclude<Permission, 'self'>): Promise<Access> {
  const { access } = await requireSomebody()
  if (!access) redirect('/no-organization')
  return can(access, permission) ? access : forbidden()
}

/** For a page about one's own account. */
export async function ownPage(): Promise<SignedIn & Pick<Asker, 'access'>> {
  const { signedIn, access } = await requireSomebody()
  return signedIn ? { ...signedIn, access } : forbidden()
}

/** Leads nobody to where they can sign in, and back from there. */
export async function requireSomebody(): Promise<Asker> {
  const asker = await readPageAsker()
  if (asker.access || asker.signedIn) return asker
  if (await isSetUpDue()) redirect('/set-up')
  const path = (await headers()).get(PATH_HEADER) ?? '/'
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
}
