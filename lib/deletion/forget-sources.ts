import type pg from 'pg'

import type { RollupPart } from '../rollup/roll-up.ts'

/** Keeps in mind, until the transaction ends, which sources a part of the daily sums names. */
export async function noteSources(client: pg.ClientBase, part: RollupPart): Promise<void> {
  await client.query('create temp table noted_source (ip inet primary key) on commit drop')
  await client.query(
    `insert into noted_source select distinct "sourceIp" from daily_source
     where "organizationId" = $1 and "domainId" = $2 and "receiverId" = $3 and day between $4 and $5 and "sourceIp" is not null`,
    [part.organizationId, part.domainId, part.receiverId, part.firstDay, part.lastDay],
  )
}

/** Once the sums of the part are changed: noted sources that nobody names any more go, others were seen when others saw them. */
export async function forgetSources(
  client: pg.ClientBase,
  { organizationId, firstDay, lastDay }: RollupPart,
): Promise<void> {
  // A report that is being stored holds its sources until its sums are there to be seen.
  await client.query(
    'select 1 from source where "organizationId" = $1 and ip in (select ip from noted_source) order by ip for update',
    [organizationId],
  )
  await client.query(
    `delete from source s using noted_source n where s."organizationId" = $1 and s.ip = n.ip
       and not exists (select 1 from daily_source d where d."organizationId" = $1 and d."sourceIp" = s.ip)`,
    [organizationId],
  )
  const seen = (direction: 'asc' | 'desc'): string =>
    `(select day from daily_source d where d."organizationId" = $1 and d."sourceIp" = s.ip order by day ${direction} limit 1)`
  await client.query(
    `update source s set
       "firstSeen" = case when s."firstSeen" >= $2 then ${seen('asc')} else s."firstSeen" end,
       "lastSeen" = case when s."lastSeen" <= $3 then ${seen('desc')} else s."lastSeen" end
     from noted_source n
     where s."organizationId" = $1 and s.ip = n.ip and (s."firstSeen" >= $2 or s."lastSeen" <= $3)`,
    [organizationId, firstDay, lastDay],
  )
}
