import { can } from '#lib/auth/access.ts'
import { isThisMachine } from '#lib/auth/client-address.ts'
import { readAsker } from '#lib/auth/read-asker.ts'
import { readFreeBytes } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { log } from '#lib/log.ts'
import { readState } from '#lib/metrics/read-state.ts'
import { writeMetrics } from '#lib/metrics/write-metrics.ts'

export const dynamic = 'force-dynamic'

/** Answers without the database as well, and says then that it is down. */
export async function GET({ headers }: Request): Promise<Response> {
  if (!isThisMachine(headers) && !(await mayMeasure(headers)))
    return new Response(
      'These figures are for this machine itself, and for an admin key of its first organization.\n',
      {
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
      },
    )
  const [state, freeBytes] = await Promise.all([
    readState(database().pool).catch((error: unknown) => {
      log.warn({ error }, 'the database could not be measured')
      return null
    }),
    readFreeBytes(readConfig().dataDir),
  ])
  const { text, contentType } = await writeMetrics(state, freeBytes)
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}

/** The figures are of all organizations. */
async function mayMeasure(headers: Headers): Promise<boolean> {
  const { access } = await readAsker(headers)
  return access !== null && can(access, 'manage') && access.organization.id === (await firstOrganizationId())
}
