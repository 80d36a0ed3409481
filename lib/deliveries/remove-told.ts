import type pg from 'pg'

/**
 * Removes what a submission, or one document of it, told of: its sightings with the bounces that nothing else tells of, its deliveries
 * and its complaints. In the transaction given. A delivery that another log tells of as well is gone until that one is read again.
 */
export async function removeTold(
  client: pg.ClientBase,
  organizationId: string,
  submissionId: string,
  ordinal: number | null = null,
): Promise<void> {
  const values = [organizationId, submissionId, ordinal]
  // Locked first, so that of two that remove the last two sightings of a bounce the second one sees what the first one did.
  await client.query(
    `select count(*) from (select 1 from bounce where "organizationId" = $1 and id in (
       select "bounceId" from bounce_sighting s where ${TOLD}) order by id for update) locked`,
    values,
  )
  // Their sightings go with them.
  await client.query(
    `delete from bounce b where "organizationId" = $1
       and id in (select "bounceId" from bounce_sighting s where ${TOLD})
       and not exists (select 1 from bounce_sighting s
         where s."organizationId" = $1 and s."bounceId" = b.id and not (${TOLD}))`,
    values,
  )
  for (const table of ['bounce_sighting', 'delivery', 'complaint'])
    await client.query(`delete from ${table} s where ${TOLD}`, values)
}

/** Rows, under the alias `s`, of the organization $1 that came from submission $2, and from its document $3 unless that is null. */
const TOLD = `s."organizationId" = $1 and s."submissionId" = $2 and ($3::int is null or s.ordinal = $3)`
