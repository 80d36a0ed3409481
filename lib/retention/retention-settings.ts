import type pg from 'pg'

/** For how many days an organization keeps what; null is for ever. */
export type RetentionSettings = {
  /** Bytes of submissions, from the day they came in. */
  keepBytesDays: number | null
  /** Records, from the day they are counted on. */
  keepRecordsDays: number | null
  /** Reports and daily sums, likewise. */
  keepSumsDays: number | null
}

export const RETENTION_KEYS = ['keepBytesDays', 'keepRecordsDays', 'keepSumsDays'] as const

export const KEEP_DAYS_MAX = 36_500

/** @returns a sentence that says which setting is wrong and what it may be, or null. */
export function checkRetention(settings: RetentionSettings): string | null {
  for (const key of RETENTION_KEYS) {
    const days = settings[key]
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= KEEP_DAYS_MAX))
      return `${key} must be a whole number of days from 1 to ${KEEP_DAYS_MAX}, or for ever (null).`
  }
  const { keepRecordsDays, keepSumsDays } = settings
  if (keepSumsDays !== null && (keepRecordsDays === null || keepRecordsDays > keepSumsDays))
    return 'keepSumsDays must not be shorter than keepRecordsDays: records go before the sums that are made of them.'
  return null
}

export async function readRetention(pool: pg.Pool, organizationId: string): Promise<RetentionSettings> {
  const { rows } = await pool.query<RetentionSettings>(
    'select "keepBytesDays", "keepRecordsDays", "keepSumsDays" from organization where id = $1',
    [organizationId],
  )
  return rows[0] ?? { keepBytesDays: null, keepRecordsDays: null, keepSumsDays: null }
}

/** Takes settings that were checked; they count from the next run on. */
export async function writeRetention(
  pool: pg.Pool,
  organizationId: string,
  settings: RetentionSettings,
): Promise<void> {
  await pool.query(
    'update organization set "keepBytesDays" = $2, "keepRecordsDays" = $3, "keepSumsDays" = $4 where id = $1',
    [organizationId, settings.keepBytesDays, settings.keepRecordsDays, settings.keepSumsDays],
  )
}
