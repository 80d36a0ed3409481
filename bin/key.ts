import { writeAudit } from '#lib/audit/write-audit.ts'
import { checkName } from '#lib/auth/check-words.ts'
import { createKey } from '#lib/auth/create-key.ts'
import { listKeys, revokeKey } from '#lib/auth/list-keys.ts'
import { SCOPES, isScope } from '#lib/auth/roles.ts'
import { readConfig } from '#lib/config.ts'
import { endOfDay } from '#lib/filter.ts'

import { chooseRealOrganization } from './choose-organization.ts'
import { withInstallation } from './installation.ts'
import { readArguments } from './read-arguments.ts'

/**
 * `signet key list | create NAME | revoke ID`: keys of the API, from the shell of the machine. Exits with 0 when it is done, 1 when
 * it is refused, 2 when it was asked in a way that makes no sense.
 */

const USAGE = `Usage: npm run signet -- key list [--organization ID]
       npm run signet -- key create NAME [--scopes ${SCOPES.join(',')}] [--expires YYYY-MM-DD] [--organization ID]
       npm run signet -- key revoke ID [--organization ID]`

const OPTIONS = {
  scopes: { type: 'string', default: 'ingest' },
  expires: { type: 'string' },
  organization: { type: 'string' },
} as const

type Values = { scopes: string; expires?: string; organization?: string }

export async function key(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS)
  const [verb, word, ...rest] = positionals
  const run =
    verb === 'list' && !word
      ? () => list(values!)
      : word && rest.length === 0 && verb === 'create'
        ? () => create(word, values!)
        : word && rest.length === 0 && verb === 'revoke'
          ? () => revoke(word, values!)
          : null
  if (!values || !run) {
    console.error(USAGE)
    return 2
  }
  return withInstallation(readConfig(), run)
}

async function list({ organization }: Values): Promise<number> {
  for (const { id, name, scopes, lastUsedAt, expiresAt } of await listKeys(
    (await chooseRealOrganization(organization)).id,
  ))
    console.log(
      `${id}  ${name}  ${scopes.join(',')}  last used ${lastUsedAt ?? 'never'}  until ${expiresAt ?? 'it is revoked'}`,
    )
  return 0
}

/** Prints the key alone on standard output, so that a script can take it. */
async function create(name: string, { scopes: words, expires, organization }: Values): Promise<number> {
  const scopes = words.split(',').filter(isScope)
  const expiresAt = expires === undefined ? null : endOfDay(expires)
  const wrong =
    checkName(name) ??
    (scopes.join(',') === words && scopes.length > 0 ? null : `--scopes names some of ${SCOPES.join(', ')}.`) ??
    (expires === undefined || (expiresAt && expiresAt > new Date())
      ? null
      : '--expires is a day that is not over, YYYY-MM-DD.')
  if (wrong) {
    console.error(wrong)
    return 2
  }
  const { id: organizationId } = await chooseRealOrganization(organization)
  const made = await createKey({ organizationId, name, scopes, expiresAt })
  const subject = { name, scopes }
  await writeAudit({ organizationId, actor: 'command', action: 'key-created', subject, address: null })
  console.error('The key is shown this once:')
  console.log(made.key)
  return 0
}

async function revoke(id: string, { organization }: Values): Promise<number> {
  const { id: organizationId } = await chooseRealOrganization(organization)
  const revoked = await revokeKey(organizationId, id)
  if (!revoked) {
    console.error('There is no key with this id: key list shows them.')
    return 1
  }
  const subject = { name: revoked.name }
  await writeAudit({ organizationId, actor: 'command', action: 'key-revoked', subject, address: null })
  console.log('The key was revoked.')
  return 0
}
