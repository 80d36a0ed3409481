import { once } from 'node:events'
import { finished } from 'node:stream/promises'

import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import type { Column } from './insert-rows.ts'

/** What Postgres takes as the text that it is. */
type Value = string | number | boolean | null

/** Text handed over to the connection at once. */
const TEXT_MAX = 64 * 1024

/**
 * The text for `copyRows`. Postgres copies nothing into a table with row-level security, so the rows are copied into a temporary one
 * and inserted from there, all in one round trip. The temporary table stays with its connection, empty: to make and drop it
 * each time takes longer than the rows of a small report do, and writes dozens of rows of the catalogue.
 */
export function copyText<Row>(table: string, columns: Column<Row>[]): string {
  const names = columns.map(([name]) => `"${name}"`).join(', ')
  const types = columns.map(([name, type]) => `"${name}" ${type}`).join(', ')
  return `create temporary table if not exists incoming_${table} (${types});
    copy incoming_${table} (${names}) from stdin;
    insert into ${table} (${names}) select ${names} from incoming_${table};
    truncate incoming_${table}`
}

/** Writes rows by COPY, in the transaction that the connection is in. Columns give strings, numbers, booleans and null. */
export async function copyRows<Row>(
  client: pg.ClientBase,
  { text, columns }: { text: string; columns: Column<Row>[] },
  rows: Row[],
): Promise<void> {
  const stream = client.query(copyFrom(text))
  // The end is waited for from the start, so that an error of the database in between is met and not unheard.
  const end = finished(stream)
  end.catch(() => {})
  let lines = ''
  for (const row of rows) {
    lines += toLine(columns, row)
    if (lines.length < TEXT_MAX) continue
    if (!stream.write(lines)) await Promise.race([once(stream, 'drain'), end])
    lines = ''
  }
  stream.end(lines)
  await end
}

function toLine<Row>(columns: Column<Row>[], row: Row): string {
  return `${columns.map(([, , value]) => toField(value(row) as Value)).join('\t')}\n`
}

/** https://www.postgresql.org/docs/current/sql-copy.html: text format. */
function toField(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPED[character]!) : value
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
