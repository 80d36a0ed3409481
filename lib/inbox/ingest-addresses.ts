import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import { Prisma } from '#generated/prisma/client.ts'
import type { Purpose } from '#generated/prisma/enums.ts'

import { database, transact } from '../db/database.ts'
import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'

/**
 * The addresses that reports are mailed to. No row-level security keeps the table, since the listener asks it for whom a mail is
 * before it knows any organization: every statement here names the organization itself.
 */

/** Of one organization, without those that have retired. */
export const ADDRESSES_MAX = 500
/** Records in DNS are changed by hand, and reporters remember them: so long an address takes mail after it was replaced. */
const RETIREMENT_DAYS = 30
const MAILS_DAYS = 30
const DAY_MS = 86_400_000

const IS_THERE = `"organizationId" = $1::uuid and ("retiresAt" is null or "retiresAt" > now())`

export type IngestAddressRow = {
  address: string
  /** The domain whose record it is published in; null for any. */
  domain: string | null
  purpose: Purpose
  enabled: boolean
  token: string
  /** When it takes no more mail, because another one was made in its place. */
  retiresAt: string | null
  createdAt: string
  lastMailAt: string | null
  /** In the last 30 days. */
  mails: number
}

type Row = Omit<IngestAddressRow, 'address' | 'retiresAt' | 'createdAt' | 'lastMailAt'> & {
  retiresAt: Date | null
  createdAt: Date
  lastMailAt: Date | null
}

/** The addresses of an organization, newest first. What has retired takes no mail any more, and is left out. */
export async function listAddresses(tenant: Tenant, ingestDomain: string): Promise<IngestAddressRow[]> {
  const { organizationId } = tenant
  const since = firstIdOf(Date.now() - MAILS_DAYS * DAY_MS)
  const toIt = Prisma.sql`s."organizationId" = ${organizationId}::uuid and s."ingestToken" = a.token`
  const rows = await prismaOf(tenant).$queryRaw<Row[]>(
    Prisma.sql`select a.token, a.domain, a.purpose::text as purpose, a.enabled, a."retiresAt", a."createdAt",
        (select s."receivedAt" from submission s where ${toIt} order by s.id desc limit 1) as "lastMailAt",
        (select count(*)::float8 from submission s where ${toIt} and s.id >= ${since}::uuid) as mails
      from ingest_address a
      where a."organizationId" = ${organizationId}::uuid and (a."retiresAt" is null or a."retiresAt" > now())
      order by a."createdAt" desc, a.token`,
  )
  return rows.map((row) => ({
    address: addressOf(row, ingestDomain),
    domain: row.domain,
    purpose: row.purpose,
    enabled: row.enabled,
    token: row.token,
    retiresAt: row.retiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastMailAt: row.lastMailAt?.toISOString() ?? null,
    mails: row.mails,
  }))
}

/** @returns null when the organization has none with this token, or none any more. */
export async function findAddress(
  tenant: Tenant,
  token: string,
  ingestDomain: string,
): Promise<IngestAddressRow | null> {
  return (await listAddresses(tenant, ingestDomain)).find((one) => one.token === token) ?? null
}

export type NewAddress = { purpose: Purpose; domain: string | null }
/** The token of a new address, or the sentence that says why there is none. */
export type Made = { token: string; refusal: null } | { token: null; refusal: string }

/** @param address its domain as it is compared: lower case, ASCII. */
export async function makeAddress(organizationId: string, address: NewAddress): Promise<Made> {
  return transact(database().pool, async (client) => insert(client, organizationId, address))
}

/** Has an address take mail, or no longer. @returns false when the organization has none with this token. */
export async function setEnabled(organizationId: string, token: string, enabled: boolean): Promise<boolean> {
  const { rowCount } = await database().pool.query(
    `update ingest_address set enabled = $3 where ${IS_THERE} and token = $2`,
    [organizationId, token, enabled],
  )
  return rowCount === 1
}

/**
 * Makes an address in the place of another one, which takes mail for 30 days more.
 * @returns null when the organization has none with this token.
 */
export async function rotateAddress(organizationId: string, token: string): Promise<Made | null> {
  return transact(database().pool, async (client) => {
    const { rows } = await client.query<NewAddress & { retiresAt: Date | null }>(
      `select purpose, domain, "retiresAt" from ingest_address where ${IS_THERE} and token = $2 for update`,
      [organizationId, token],
    )
    const [old] = rows
    if (!old) return null
    if (old.retiresAt)
      return {
        token: null,
        refusal: 'This address has been replaced already, and retires: rotate the one that replaced it.',
      }
    const made = await insert(client, organizationId, old)
    if (made.token)
      await client.query(
        `update ingest_address set "retiresAt" = now() + make_interval(days => $3) where "organizationId" = $1 and token = $2`,
        [organizationId, token, RETIREMENT_DAYS],
      )
    return made
  })
}

/** Whoever makes addresses at the same time waits at the row of the organization, so that all of them are counted. */
async function insert(client: pg.ClientBase, organizationId: string, { purpose, domain }: NewAddress): Promise<Made> {
  await client.query('select from organization where id = $1 for no key update', [organizationId])
  const { rows } = await client.query<{ token: string }>(
    `insert into ingest_address ("organizationId", purpose, domain) select $1::uuid, $2::purpose, $3
     where (select count(*) from ingest_address where ${IS_THERE}) < $4 returning token`,
    [organizationId, purpose, domain, ADDRESSES_MAX],
  )
  if (rows[0]) return { token: rows[0].token, refusal: null }
  const refusal = `An organization has ${ADDRESSES_MAX} ingest addresses at most: one address takes the reports on any number of domains.`
  return { token: null, refusal }
}

/** As it is published: the listener knows the purpose by the beginning, and the organization by the rest. */
export function addressOf({ purpose, token }: { purpose: Purpose; token: string }, ingestDomain: string): string {
  return `${purpose}-${token}@${ingestDomain}`
}

/** The least id of a submission that came then or later; ids begin with the time (RFC 9562 section 5.7). */
function firstIdOf(msecs: number): string {
  return uuidv7({ msecs, seq: 0, random: new Uint8Array(16) })
}
