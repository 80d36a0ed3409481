import { database } from '#lib/db/database.ts'
import { getRetention } from '#lib/queries/get-retention.ts'
import {
  RETENTION_KEYS,
  type RetentionSettings,
  checkRetention,
  readRetention,
  writeRetention,
} from '#lib/retention/retention-settings.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { json, problem } from '../respond.ts'

export const GET = route('ledger', async ({ tenant }) => json(await getRetention(tenant)))

export const PUT = route('manage', async (access, request: Request) => {
  const body: unknown = await request.json().catch(() => null)
  if (!isSettings(body)) return problem(400, `The body must be a JSON object with ${RETENTION_KEYS.join(', ')}.`)
  const { tenant } = access
  const { organizationId } = tenant
  const { pool } = database()
  const { keepBytesDays, keepRecordsDays, keepSumsDays } = body
  // Who does not know of it leaves it as it is.
  const keepPrivateDays = body.keepPrivateDays ?? (await readRetention(pool, organizationId))!.keepPrivateDays
  const settings = { keepBytesDays, keepPrivateDays, keepRecordsDays, keepSumsDays }
  const wrong = checkRetention(settings)
  if (wrong) return problem(400, wrong)
  await writeRetention(pool, organizationId, settings)
  await audit(access, request, 'retention-changed', settings)
  return json(await getRetention(tenant))
})

type Settings = Omit<RetentionSettings, 'keepPrivateDays'> & { keepPrivateDays?: number }

/** Has the settings, each null or a number; what numbers they may be is checked afterwards. */
function isSettings(body: unknown): body is Settings {
  if (typeof body !== 'object' || body === null) return false
  const { keepPrivateDays, ...others } = body as Record<string, unknown>
  if (keepPrivateDays !== undefined && typeof keepPrivateDays !== 'number') return false
  return RETENTION_KEYS.every((key) => others[key] === null || typeof others[key] === 'number')
}
