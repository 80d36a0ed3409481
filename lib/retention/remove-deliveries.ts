import type { Edge, RetentionStep } from './retention-step.ts'

const HEADERS_MAX = 1_000
const ROWS_MAX = 5_000

const BEFORE = `< ($2::date::timestamp at time zone 'UTC')`

/** Bounces that were stored before day $2 and still have the header of the returned message. */
export const OLD_HEADERS = `bounce where "organizationId" = $1 and "createdAt" ${BEFORE} and "returnedHeaders" is not null`
/** Bounces of days before $2. */
export const OLD_BOUNCES = `bounce where "organizationId" = $1 and at ${BEFORE}`

/** Removes the headers of returned messages, which name people. */
export function removeHeaders({ organizationId, keptFrom }: Edge): RetentionStep {
  return async (client) => {
    const { rowCount } = await client.query(
      `update bounce set "returnedHeaders" = null where "organizationId" = $1 and id = any(array(
         select id from ${OLD_HEADERS} limit ${HEADERS_MAX}))`,
      [organizationId, keptFrom],
    )
    return rowCount ? { done: rowCount, removed: {} } : null
  }
}

/** Removes old bounces with what told of them, deliveries and complaints. */
export function removeDeliveries(edge: Edge): RetentionStep[] {
  return [
    removeByKey(edge, { result: 'bounces', key: 'id', type: 'uuid', old: OLD_BOUNCES }),
    removeByKey(edge, {
      result: 'deliveries',
      key: 'key',
      type: 'bytea',
      old: `delivery where "organizationId" = $1 and at ${BEFORE}`,
    }),
    removeByKey(edge, {
      result: 'complaints',
      key: 'key',
      type: 'bytea',
      old: `complaint where "organizationId" = $1 and day < $2`,
    }),
  ]
}

/** A table whose key, beside the organization, is `key`; `old` begins with its name. */
type Table = { result: 'bounces' | 'deliveries' | 'complaints'; key: string; type: string; old: string }

/** In the order of the key, so that a large table is gone through once. */
function removeByKey({ organizationId, keptFrom }: Edge, { result, key, type, old }: Table): RetentionStep {
  let after: unknown = null
  const [name] = old.split(' ')
  return async (client) => {
    const { rows } = await client.query<{ key: unknown }>(
      `select ${key} as key from ${old} and ($3::${type} is null or ${key} > $3) order by ${key} limit ${ROWS_MAX} for update`,
      [organizationId, keptFrom, after],
    )
    if (rows.length === 0) return null
    const keys = rows.map((row) => row.key)
    const { rowCount } = await client.query(
      `delete from ${name} where "organizationId" = $1 and ${key} = any($2::${type}[])`,
      [organizationId, keys],
    )
    after = keys.at(-1)
    return { done: result === 'bounces' ? rows.length : 0, removed: { [result]: rowCount ?? 0 } }
  }
}
