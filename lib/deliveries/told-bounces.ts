/** SQL: bounces that submission $2 told of, under the alias `b`, with an id behind $3. */
export const TOLD_BOUNCES = `bounce b where b."organizationId" = $1 and b.id > $3 and b.id in (
  select "bounceId" from bounce_sighting s where s."organizationId" = $1 and s."submissionId" = $2)`

/** Before every id. */
export const NO_ID = '00000000-0000-0000-0000-000000000000'
