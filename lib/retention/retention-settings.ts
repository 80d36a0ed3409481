import type pg from 'pg'

/** For how many days an organization keeps what; null is for ever. */
export type RetentionSettings = {
  /** Bytes of submissions, from the day they came in. */
  keepBytesDays: number | null
  /** Those of them that name people, and the headers of returned messages; never longer than all others. */
  keepPrivateDays: number
  /** Records, bounces, deliveries and complaints, from the day they are counted on. */
  keepRecordsDays: number | null
  /** Reports and daily sums, likewise. */
  keepSumsDays: number | null
}

/** Settings that may be null. */
export const RETENTION_KEYS = ['keepBytesDays', 'keepRecordsDays', 'keepSumsDays'] as const

export const KEEP_DAYS_MAX = 36_500
export const KEEP_PRIVATE_DAYS_MAX = 365

/** @returns a sentence that says which setting is wrong and what it may be, or null. */
export function checkRetention(settings: RetentionSettings): string | null {
  for (const key of RETENTION_KEYS) {
    const days = settings[key]
    if (days !== null && !isWithin(days, KEEP_DAYS_MAX))
      return `${key} must be a whole number of days from 1 to ${KEEP_DAYS_MAX}, or for ever (null).`
  }
  const { keepPrivateDays, keepRecordsDays, keepSumsDays } = settings
  if (!isWithin(keepPrivateDays, KEEP_PRIVATE_DAYS_MAX))
    return `keepPrivateDays must be a whole number of days from 1 to ${KEEP_PRIVATE_DAYS_MAX}: what names people is not kept for ever.`
  if (keepSumsDays !== null && (keepRecordsDays === null || keepRecordsDays > keepSumsDays))
    return 'keepSumsDays must not be shorter than keepRecordsDays: records go before the sums that are made of them.'
  return null
}

function isWithin(days: number, max: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= max
}

/** @returns null when there is no such organization. */
export async function readRetention(pool: pg.Pool, organizationId: string): Promise<RetentionSettings | null> {
  const { rows } = await pool.query<RetentionSettings>(
    'select "keepBytesDays", "keepPrivateDays", "keepRecordsDays", "keepSumsDays" from organization where id = $1',
    [organizationId],
  )
  return rows[0] ?? null
}

/** Takes settings that were checked; they count from the next run on. */
export async function writeRetention(
  pool: pg.Pool,
  organizationId: string,
  { keepBytesDays, keepPrivateDays, keepRecordsDays, keepSumsDays }: RetentionSettings,
): Promise<void> {
  await pool.query(
    `update organization set "keepBytesDays" = $2, "keepPrivateDays" = $3, "keepRecordsDays" = $4, "keepSumsDays" = $5
     where id = $1`,
    [organizationId, keepBytesDays, keepPrivateDays, keepRecordsDays, keepSumsDays],
  )
}
