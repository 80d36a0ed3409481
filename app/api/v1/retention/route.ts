import { database } from '#lib/db/database.ts'
import { getRetention } from '#lib/queries/get-retention.ts'
import {
  RETENTION_KEYS,
  type RetentionSettings,
  checkRetention,
  writeRetention,
} from '#lib/retention/retention-settings.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { json, problem } from '../respond.ts'

export const GET = route('ledger', async ({ tenant }) => json(await getRetention(tenant)))

export const PUT = route('manage', async (access, request: Request) => {
  const body: unknown = await request.json().catch(() => null)
  if (!isSettings(body)) return problem(400, `The body must be a JSON object with ${RETENTION_KEYS.join(', ')}.`)
  const wrong = checkRetention(body)
  if (wrong) return problem(400, wrong)
  const { tenant } = access
  const { organizationId } = tenant
  await writeRetention(database().pool, organizationId, body)
  const { keepBytesDays, keepRecordsDays, keepSumsDays } = body
  await audit(access, request, 'retention-changed', { keepBytesDays, keepRecordsDays, keepSumsDays })
  return json(await getRetention(tenant))
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
