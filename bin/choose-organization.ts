import { type Organization, findOrganization, firstOrganization } from '#lib/db/organization.ts'
import { PlainError } from '#lib/plain-error.ts'

const OPTION = '--organization'

/** Takes `--organization ID` out of the arguments of a command. @throws PlainError when no id follows. */
export function takeOrganization(args: string[]): { organization: string | undefined; rest: string[] } {
  const at = args.indexOf(OPTION)
  if (at < 0) return { organization: undefined, rest: args }
  const organization = args[at + 1]
  if (organization === undefined)
    throw new PlainError(`${OPTION} wants the id of an organization: user list shows them.`)
  return { organization, rest: args.toSpliced(at, 2) }
}

/** The organization of this id, or the first one. @throws PlainError when there is none with this id. */
export async function chooseOrganization(id: string | undefined): Promise<Organization> {
  const found = id === undefined ? await firstOrganization() : await findOrganization(id)
  if (!found) throw new PlainError('There is no organization with this id: user list shows them.')
  return found
}

/** The same, for what a demo does not have. */
export async function chooseRealOrganization(id: string | undefined): Promise<Organization> {
  const found = await chooseOrganization(id)
  if (found.isDemo) throw new PlainError('This is a demo: whoever sits at this machine looks around as a guest.')
  return found
}
