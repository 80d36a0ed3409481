import type pg from 'pg'

import { asTenant } from '../db/tenant.ts'
import { receiverName } from '../receivers/receiver-name.ts'

export type TrustedPathRow = {
  /** The receiver's id. */
  receiver: string
  receiverName: string
  /** A domain that signs, or the IP address of a host that hands over. */
  path: string
  createdAt: string
}

/** The paths by which reports are taken as they come, by receiver. */
export async function listTrustedPaths(pool: pg.Pool, organizationId: string): Promise<TrustedPathRow[]> {
  const { rows } = await asTenant(pool, organizationId).query<{ receiver: string; path: string; createdAt: Date }>(
    `select "receiverId" as receiver, path, "createdAt" from trusted_path where "organizationId" = $1 order by 1, 2`,
    [organizationId],
  )
  return rows.map((row) => ({
    ...row,
    receiverName: receiverName(row.receiver) ?? row.receiver,
    createdAt: row.createdAt.toISOString(),
  }))
}

/** What was taken because of it stays. @returns false when there is none. */
export async function forgetTrustedPath(
  pool: pg.Pool,
  organizationId: string,
  { receiver, path }: Pick<TrustedPathRow, 'receiver' | 'path'>,
): Promise<boolean> {
  const { rowCount } = await asTenant(pool, organizationId).query(
    'delete from trusted_path where "organizationId" = $1 and "receiverId" = $2 and path = $3',
    [organizationId, receiver, path],
  )
  return rowCount === 1
}
