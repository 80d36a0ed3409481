import type pg from 'pg'

import { toJson } from '../db/to-json.ts'
import type { BounceValues } from './bounce-draft.ts'
import { TOGETHER_MS } from './merge-bounces.ts'

/** A bounce as it is stored. */
export type StoredBounce = BounceValues & { id: string }

/** Names and types of the columns that hold BounceValues. */
const COLUMNS: [keyof BounceValues, string][] = [
  ['kind', 'bounce_kind'],
  ['at', 'timestamptz'],
  ['receiverId', 'text'],
  ['isIcloud', 'boolean'],
  ['appleBasis', 'text'],
  ['appleCertainty', 'text'],
  ['proof', 'text'],
  ['recipientDomain', 'text'],
  ['recipientHash', 'bytea'],
  ['remoteHost', 'text'],
  ['remoteIp', 'inet'],
  ['smtpCode', 'int'],
  ['status', 'text'],
  ['reply', 'text'],
  ['quotedBy', 'jsonb'],
  ['phase', 'text'],
  ['code', 'text'],
  ['replyGroup', 'text'],
  ['replyClass', 'text'],
  ['namedIps', 'text[]'],
  ['sourceIp', 'inet'],
  ['headerFrom', 'text'],
  ['envelopeFrom', 'text'],
  ['domainId', 'uuid'],
  ['reportingHost', 'text'],
  ['txnId', 'text'],
  ['idHashes', 'bytea[]'],
  ['returnedHeaders', 'bytea'],
]
const NAMES = COLUMNS.map(([name]) => `"${name}"`).join(', ')
const RECORDS = `jsonb_to_recordset($2::jsonb) as r (id uuid, ${COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(', ')})`
const INSERT = `insert into bounce ("organizationId", id, ${NAMES}) select $1, id, ${NAMES} from ${RECORDS}`
const UPDATE = `update bounce b set ${COLUMNS.map(([name]) => `"${name}" = r."${name}"`).join(', ')} from ${RECORDS}
  where b."organizationId" = $1 and b.id = r.id`

/** What of them the database gives in another shape than BounceValues. */
const READ: Partial<Record<keyof BounceValues, string>> = {
  kind: 'kind::text',
  at: 'extract(epoch from at)::float8 * 1000',
  remoteIp: 'host("remoteIp")',
  sourceIp: 'host("sourceIp")',
}
export const BOUNCE_VALUES = COLUMNS.map(([name]) => `${READ[name] ?? `"${name}"`} as "${name}"`).join(', ')

/** Bounces that one of these times and recipients may be of. */
export async function findBounces(
  client: pg.ClientBase,
  organizationId: string,
  values: BounceValues[],
): Promise<StoredBounce[]> {
  const hashes = values.flatMap(({ recipientHash }) => recipientHash ?? [])
  if (hashes.length === 0) return []
  const times = values.map(({ at }) => at)
  const { rows } = await client.query<StoredBounce>(
    `select id, ${BOUNCE_VALUES} from bounce where "organizationId" = $1 and "recipientHash" = any($2) and at between $3 and $4`,
    [
      organizationId,
      hashes,
      new Date(times.reduce((a, b) => Math.min(a, b)) - TOGETHER_MS),
      new Date(times.reduce((a, b) => Math.max(a, b)) + TOGETHER_MS),
    ],
  )
  return rows
}

export function insertBounces(client: pg.ClientBase, organizationId: string, bounces: StoredBounce[]): Promise<void> {
  return write(client, INSERT, { organizationId, bounces })
}

export function updateBounces(client: pg.ClientBase, organizationId: string, bounces: StoredBounce[]): Promise<void> {
  return write(client, UPDATE, { organizationId, bounces })
}

async function write(
  client: pg.ClientBase,
  statement: string,
  { organizationId, bounces }: { organizationId: string; bounces: StoredBounce[] },
): Promise<void> {
  if (bounces.length > 0) await client.query(statement, [organizationId, toJson(bounces.map(toRecord))])
}

function toRecord({ at, recipientHash, idHashes, returnedHeaders, ...others }: StoredBounce): Record<string, unknown> {
  return {
    ...others,
    at: new Date(at).toISOString(),
    recipientHash: toHex(recipientHash),
    idHashes: idHashes.map(toHex),
    returnedHeaders: toHex(returnedHeaders),
  }
}

function toHex(bytes: Buffer | null): string | null {
  return bytes && `\\x${bytes.toString('hex')}`
}
