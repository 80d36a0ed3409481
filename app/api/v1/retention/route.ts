import { database } from '#lib/db/database.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { getRetention } from '#lib/queries/get-retention.ts'
import {
  RETENTION_KEYS,
  type RetentionSettings,
  checkRetention,
  writeRetention,
} from '#lib/retention/retention-settings.ts'

import { refuseOtherSites } from '../refuse-other-sites.ts'
import { json, problem, route } from '../respond.ts'

export const GET = route(async () => json(await getRetention(await firstOrganizationId())))

export const PUT = route(async (request: Request) => {
  const refusal = refuseOtherSites(request)
  if (refusal) return refusal
  const body: unknown = await request.json().catch(() => null)
  if (!isSettings(body)) return problem(400, `The body must be a JSON object with ${RETENTION_KEYS.join(', ')}.`)
  const wrong = checkRetention(body)
  if (wrong) return problem(400, wrong)
  const organizationId = await firstOrganizationId()
  await writeRetention(database().pool, organizationId, body)
  return json(await getRetention(organizationId))
})

/** Has all of the settings, each null or a number; what numbers they may be is checked afterwards. */
function isSettings(body: unknown): body is RetentionSettings {
  if (typeof body !== 'object' || body === null) return false
  const has = (key: string): boolean => {
    const value = (body as Record<string, unknown>)[key]
    return value === null || typeof value === 'number'
  }
  return RETENTION_KEYS.every(has)
}
