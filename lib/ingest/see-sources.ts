import type pg from 'pg'

/** Notes when each source of these reports was seen; ordered, so that two transactions take the rows in the same order. */
export async function seeSources(client: pg.ClientBase, organizationId: string, reportIds: string[]): Promise<void> {
  await client.query(
    `insert into source as s ("organizationId", ip, "firstSeen", "lastSeen")
     select $1, "sourceIp", min(day), max(day) from unnest($2::uuid[]) k (id) cross join lateral (
       select "sourceIp", day from record where "organizationId" = $1 and "reportId" = k.id and "sourceIp" is not null offset 0) r
     group by "sourceIp" order by "sourceIp"
     on conflict ("organizationId", ip) do update set
       "firstSeen" = least(s."firstSeen", excluded."firstSeen"), "lastSeen" = greatest(s."lastSeen", excluded."lastSeen")
     where excluded."firstSeen" < s."firstSeen" or excluded."lastSeen" > s."lastSeen"`,
    [organizationId, reportIds],
  )
}
