import { randomUUID } from 'node:crypto'

import type pg from 'pg'

type Row = Record<string, unknown> & { organizationId: string }

/** A refusal that nothing is known of but what is given, by its columns. @returns its id. */
export async function insertBounce(client: Pick<pg.ClientBase, 'query'>, row: Row): Promise<string> {
  const nothing = { isIcloud: false, appleCertainty: 'unknown', phase: 'unknown', replyClass: 'unknown' }
  const whole = { id: randomUUID(), kind: 'refused', at: new Date(), ...nothing, ...row }
  await insert(client, 'bounce', whole)
  return whole.id
}

export async function insertSighting(
  client: Pick<pg.ClientBase, 'query'>,
  row: Row & { submissionId: string; bounceId: string },
): Promise<void> {
  await insert(client, 'bounce_sighting', { ordinal: 0, carrier: 'dsn', at: new Date(), ...row })
}

export async function insertDelivery(
  client: Pick<pg.ClientBase, 'query'>,
  row: Row & { submissionId: string },
): Promise<void> {
  await insert(client, 'delivery', { key: newKey(), ordinal: 0, at: new Date(), isIcloud: false, ...row })
}

export async function insertComplaint(
  client: Pick<pg.ClientBase, 'query'>,
  row: Row & { submissionId: string },
): Promise<void> {
  await insert(client, 'complaint', { key: newKey(), ordinal: 0, day: '2026-11-01', feedbackType: 'abuse', ...row })
}

function newKey(): Buffer {
  return Buffer.from(randomUUID())
}

async function insert(
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  row: Record<string, unknown>,
): Promise<void> {
  const columns = Object.keys(row).map((name) => `"${name}"`)
  const places = columns.map((_, index) => `$${index + 1}`)
  await client.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row))
}
