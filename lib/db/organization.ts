import { v7 as uuidv7 } from 'uuid'

import { database, inTransaction } from './database.ts'

/** The organization that everything belongs to until accounts exist; made when there is none. */
export async function firstOrganizationId(): Promise<string> {
  const { pool } = database()
  const found = await pool.query<{ id: string }>('select id from organization order by "createdAt", id limit 1')
  if (found.rows[0]) return found.rows[0].id
  // Two processes may both find none: the lock makes the second one see what the first one made.
  return inTransaction(pool, async (client) => {
    await client.query('lock table organization in share row exclusive mode')
    const made = await client.query<{ id: string }>(
      `with made as (
         insert into organization (id, name) select $1, 'My organization'
         where not exists (select 1 from organization) returning id)
       select id from made union all (select id from organization order by "createdAt", id limit 1)`,
      [uuidv7()],
    )
    return made.rows[0]!.id
  })
}
