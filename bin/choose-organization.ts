import { type Organization, firstOrganization } from '#lib/db/organization.ts'
import { prisma } from '#lib/db/prisma.ts'
import { PlainError } from '#lib/plain-error.ts'
import { isUuid } from '#lib/queries/is-uuid.ts'

/** The organization of this id, or the first one. @throws PlainError when there is none with this id, or it is a demo. */
export async function chooseOrganization(id: string | undefined): Promise<Organization> {
  const found =
    id === undefined
      ? await firstOrganization()
      : isUuid(id) &&
        (await prisma().organization.findUnique({ where: { id }, select: { id: true, name: true, isDemo: true } }))
  if (!found) throw new PlainError('There is no organization with this id: user list shows them.')
  if (found.isDemo) throw new PlainError('This is a demo: whoever sits at this machine looks around as a guest.')
  return found
}
