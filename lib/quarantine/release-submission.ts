import type pg from 'pg'

import { inTransaction } from '../db/tenant.ts'
import type { MailCheck } from '../inbox/mail-check.ts'
import { quarantinePaths } from '../inbox/quarantine-paths.ts'
import { readReleased } from '../ingest/read-again.ts'
import { isUuid } from '../queries/is-uuid.ts'

/**
 * `no-bytes`: they are not kept any more, so it cannot be read; `not-waiting`: nothing in it is in quarantine; `no-path`: it came by a
 * relay, by which everything comes, and unsigned.
 */
export type Release = 'released' | 'missing' | 'not-waiting' | 'no-bytes' | 'no-path'

type Waiting = {
  isWaiting: boolean
  hasBytes: boolean
  mailCheck: MailCheck | null
  /** Those that documents in it claim to be of, and are not. */
  receiverIds: string[]
}

/**
 * Accepts what is in a mail, whatever had it put into quarantine, and has it read again.
 * @param trustPath mail that takes the same path is believed from now on, and what waits of it is read again as well.
 * @returns what became of it, and the paths that are trusted now.
 */
export async function releaseSubmission(
  pool: pg.Pool,
  { organizationId, submissionId }: { organizationId: string; submissionId: string },
  { trustPath }: { trustPath: boolean },
): Promise<{ release: Release; paths: string[] }> {
  if (!isUuid(submissionId)) return { release: 'missing', paths: [] }
  return inTransaction(pool, organizationId, async (client) => {
    const waiting = await findWaiting(client, organizationId, submissionId)
    if (!waiting) return { release: 'missing', paths: [] }
    if (!waiting.isWaiting) return { release: 'not-waiting', paths: [] }
    if (!waiting.hasBytes) return { release: 'no-bytes', paths: [] }
    const paths = trustPath && waiting.mailCheck ? quarantinePaths(waiting.mailCheck) : []
    if (trustPath && paths.length === 0) return { release: 'no-path', paths }
    await client.query('update submission set "acceptedAt" = now() where "organizationId" = $1 and id = $2', [
      organizationId,
      submissionId,
    ])
    await readReleased(client, organizationId, { where: 'd."submissionId" = $2', values: [submissionId] })
    if (paths.length > 0) await trust(client, { organizationId, paths, receiverIds: waiting.receiverIds })
    return { release: 'released', paths }
  })
}

async function findWaiting(client: pg.ClientBase, organizationId: string, id: string): Promise<Waiting | undefined> {
  const { rows } = await client.query<Waiting>(
    `select s.sha256 is not null and s."bytesRemovedAt" is null as "hasBytes", s."mailCheck",
       exists (select 1 from document d where d."organizationId" = $1 and d."submissionId" = s.id and d.status = 'quarantined') as "isWaiting",
       array(select distinct "receiverId" from document d where d."organizationId" = $1 and d."submissionId" = s.id
         and d.status = 'quarantined' and d.code = 'not-genuine') as "receiverIds"
     from submission s where s."organizationId" = $1 and s.id = $2 for no key update`,
    [organizationId, id],
  )
  return rows[0]
}

type Paths = { organizationId: string; paths: string[]; receiverIds: string[] }

async function trust(client: pg.ClientBase, { organizationId, paths, receiverIds }: Paths): Promise<void> {
  await client.query(
    `insert into trusted_path ("organizationId", "receiverId", path)
     select $1, r.id, p.path from unnest($2::text[]) r (id) cross join unnest($3::text[]) p (path) on conflict do nothing`,
    [organizationId, receiverIds, paths],
  )
  await readReleased(client, organizationId, {
    where: `d.code = 'not-genuine' and d."receiverId" = any($2) and (host(s.peer) = any($3) or exists (
      select 1 from jsonb_array_elements(s."mailCheck" -> 'dkim') k where k ->> 'domain' = any($3)))`,
    values: [receiverIds, paths],
  })
}
