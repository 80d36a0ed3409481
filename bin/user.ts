import { writeAudit } from '#lib/audit/write-audit.ts'
import { checkEmail, checkName, checkPassword } from '#lib/auth/check-words.ts'
import { addMember, createUser, setPassword } from '#lib/auth/create-user.ts'
import { ROLES, isRole } from '#lib/auth/roles.ts'
import { readConfig } from '#lib/config.ts'
import { prisma } from '#lib/db/prisma.ts'
import { toDomain } from '#lib/dmarc/domain-name.ts'

import { askPassword } from './ask-password.ts'
import { chooseRealOrganization } from './choose-organization.ts'
import { withInstallation } from './installation.ts'
import { readArguments } from './read-arguments.ts'

/**
 * `signet user list | create EMAIL | password EMAIL`: accounts, from the shell of the machine. Exits with 0 when it is done, 1 when
 * it is refused, 2 when it was asked in a way that makes no sense.
 */

const USAGE = `Usage: npm run signet -- user list
       npm run signet -- user create EMAIL [--name NAME] [--role ${ROLES.join('|')}] [--domains NAME,NAME] [--organization ID]
       npm run signet -- user password EMAIL
The password is asked for, or is the first line of standard input.`

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string', default: 'owner' },
  domains: { type: 'string', default: '' },
  organization: { type: 'string' },
} as const

export async function user(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS)
  const [verb, email, ...rest] = positionals
  const run =
    verb === 'list' && !email
      ? list
      : email && rest.length === 0 && verb === 'create'
        ? () => create(email, values!)
        : email && rest.length === 0 && verb === 'password'
          ? () => changePassword(email)
          : null
  if (!values || !run) {
    console.error(USAGE)
    return 2
  }
  return withInstallation(readConfig(), run)
}

type Values = { name?: string; role: string; domains: string; organization?: string }

async function list(): Promise<number> {
  const organizations = await prisma().organization.findMany({
    select: { id: true, name: true, members: { include: { user: true }, orderBy: { createdAt: 'asc' } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  for (const { id, name, members } of organizations) {
    console.log(`${name} (${id})`)
    for (const { user: one, role, domains } of members)
      console.log(`  ${one.email}  ${role}${role === 'viewer' ? ` of ${domains.join(', ')}` : ''}  ${one.name}`)
    if (members.length === 0) console.log('  nobody')
  }
  return 0
}

async function create(email: string, { name, role, domains: words, organization }: Values): Promise<number> {
  const domains = words.split(',').flatMap((word) => toDomain(word) || [])
  if (!isRole(role) || (role === 'viewer') !== domains.length > 0)
    return refuse(`--role is one of ${ROLES.join(', ')}; a viewer, and nobody else, has --domains.`, 2)
  const { id: organizationId } = await chooseRealOrganization(organization)
  const written = name ?? email.split('@', 1)[0]!
  const wrong = checkEmail(email) ?? checkName(written)
  if (wrong) return refuse(wrong)
  const password = await askPassword(`Password for ${email}: `)
  const weak = checkPassword(password)
  if (weak) return refuse(weak)
  const userId = await createUser({ email, name: written, password })
  if (!userId)
    return refuse('There is an account with this e-mail address. Invite it in the browser, or set its password here.')
  await addMember({ userId, organizationId, role, domains })
  await writeAudit({ organizationId, actor: 'command', action: 'joined', subject: { email, role }, address: null })
  console.log(`${email} can sign in.`)
  return 0
}

async function changePassword(email: string): Promise<number> {
  const found = await prisma().user.findUnique({ where: { email: email.toLowerCase() } })
  if (!found) return refuse('There is no account with this e-mail address.')
  const password = await askPassword(`New password for ${email}: `)
  const weak = checkPassword(password)
  if (weak) return refuse(weak)
  await setPassword(found.id, password)
  console.log(`The password of ${email} was changed, and its sessions have ended.`)
  return 0
}

function refuse(sentence: string, code = 1): number {
  console.error(sentence)
  return code
}
