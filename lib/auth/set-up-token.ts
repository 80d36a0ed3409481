import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Config } from '../config.ts'
import { database } from '../db/database.ts'
import { firstOrganization } from '../db/organization.ts'
import { secretKey } from './secret-key.ts'

/** What guards the first run: a token that is good until there is an account. */

type Secret = Pick<Config, 'secretKey' | 'dataDir'>

/** Whether the first account is still to be made. A demo has none. */
export async function isSetUpDue(): Promise<boolean> {
  const { rows } = await database().pool.query<{ has: boolean }>('select exists (select 1 from "user") as has')
  return !rows[0]!.has && !(await firstOrganization()).isDemo
}

/** The same in every process of the installation, and another one on another database. */
export async function setUpToken(config: Secret): Promise<string> {
  const { id } = await firstOrganization()
  return createHmac('sha256', secretKey(config)).update(`set up ${id}`).digest('base64url')
}

export async function isSetUpToken(token: string, config: Secret): Promise<boolean> {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(token), digest(await setUpToken(config)))
}
