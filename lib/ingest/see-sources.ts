import type pg from 'pg'

const SEEN = `select "sourceIp" as ip, min(day) as first, max(day) as last from unnest($2::uuid[]) k (id) cross join lateral (
    select "sourceIp", day from record where "organizationId" = $1 and "reportId" = k.id and "sourceIp" is not null offset 0) r
  group by "sourceIp"`

/**
 * Notes when each source of these reports was seen. Sources are shared by many reports: those that nothing is new of are held, so
 * that nobody deletes them meanwhile, but others may hold them as well; only the rest is written. In one order, so that two
 * transactions never wait for each other.
 */
export async function seeSources(client: pg.ClientBase, organizationId: string, reportIds: string[]): Promise<void> {
  const values = [organizationId, reportIds]
  await client.query(
    `select 1 from source where "organizationId" = $1 and ip in (select ip from (${SEEN}) seen) order by ip for key share`,
    values,
  )
  await client.query(
    `insert into source as s ("organizationId", ip, "firstSeen", "lastSeen")
     select $1, ip, first, last from (${SEEN}) seen
     where not exists (select 1 from source k
       where k."organizationId" = $1 and k.ip = seen.ip and k."firstSeen" <= seen.first and k."lastSeen" >= seen.last)
     order by ip
     on conflict ("organizationId", ip) do update set
       "firstSeen" = least(s."firstSeen", excluded."firstSeen"), "lastSeen" = greatest(s."lastSeen", excluded."lastSeen")
     where excluded."firstSeen" < s."firstSeen" or excluded."lastSeen" > s."lastSeen"`,
    values,
  )
}
