import type pg from 'pg'

import { prisma } from './prisma.ts'

export type Tenant = { organizationId: string; domainIds: string[] | null }
export function wholeOrganization(organizationId: string): Tenant {
  return { organizationId, domainIds: null }
}
export function prismaOf(_tenant: Tenant) {
  return prisma()
}
export function queryAs<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  _tenant: Tenant | string,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  return pool.query<Row>(text, values)
}
