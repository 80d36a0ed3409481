import type pg from 'pg'

import { inTransaction } from '../db/tenant.ts'
import type { Job } from '../jobs/job.ts'
import type { JobDeps } from '../jobs/run-job.ts'
import { lockDomain } from '../rollup/roll-up.ts'
import { forgetTold } from './forget-documents.ts'

const ROWS_MAX = 5_000

/** Its key, and how the submissions $2 that told of some of its rows, by their keys, are found. */
type Table = { name: string; key: 'id' | 'key'; type: string; submissions: string }

const TABLES: Table[] = [
  {
    name: 'bounce',
    key: 'id',
    type: 'uuid',
    submissions: `select "submissionId" from bounce_sighting where "organizationId" = $1 and "bounceId" = any($2::uuid[])`,
  },
  ...['delivery', 'complaint'].map((name): Table => ({
    name,
    key: 'key',
    type: 'bytea',
    submissions: `select "submissionId" from ${name} where "organizationId" = $1 and key = any($2::bytea[])`,
  })),
]

/** Removes bounces, deliveries and complaints about a domain that were here when the job was made, in batches. */
export async function removeDeliveries(
  job: Job<'delete_domain'>,
  domainId: string,
  { pool, signal }: Pick<JobDeps, 'pool' | 'signal'>,
): Promise<void> {
  const { organizationId } = job
  for (const table of TABLES)
    for (let after: unknown = null, isLeft = true; isLeft;) {
      signal.throwIfAborted()
      await inTransaction(pool, organizationId, async (client) => {
        await lockDomain(client, organizationId, domainId)
        const keys = await findBatch(client, table, [organizationId, domainId, job.id, after])
        if (keys.length > 0) await removeBatch(client, table, organizationId, keys)
        isLeft = keys.length === ROWS_MAX
        after = keys.at(-1)
      })
    }
}

async function findBatch(client: pg.ClientBase, { name, key, type }: Table, values: unknown[]): Promise<unknown[]> {
  // Deliveries have no day of their own on which they were stored.
  const since =
    name === 'bounce'
      ? `t."createdAt"`
      : `(select "receivedAt" from submission s where s."organizationId" = $1 and s.id = t."submissionId")`
  const { rows } = await client.query<{ key: unknown }>(
    `select t.${key} as key from ${name} t where t."organizationId" = $1 and t."domainId" = $2
       and coalesce(${since} <= (select "createdAt" from job where "organizationId" = $1 and id = $3), true)
       and ($4::${type} is null or t.${key} > $4) order by t.${key} limit ${ROWS_MAX}`,
    values,
  )
  return rows.map((row) => row.key)
}

async function removeBatch(
  client: pg.ClientBase,
  table: Table,
  organizationId: string,
  keys: unknown[],
): Promise<void> {
  const { name, key, type, submissions } = table
  const { rows } = await client.query<{ id: string }>(
    // Before what they told of, as those do who delete a submission.
    `select id from submission where "organizationId" = $1 and id in (${submissions}) order by id for no key update`,
    [organizationId, keys],
  )
  await client.query(`delete from ${name} where "organizationId" = $1 and ${key} = any($2::${type}[])`, [
    organizationId,
    keys,
  ])
  await forgetTold(
    client,
    organizationId,
    rows.map(({ id }) => id),
  )
}
