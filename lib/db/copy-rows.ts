import { once } from 'node:events'
import { finished } from 'node:stream/promises'

import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import type { Column } from './insert-rows.ts'

/** Text handed over to the connection at once. */
const TEXT_MAX = 64 * 1024

/**
 * Writes rows by COPY, the fastest way in there is. No row may be there already. Values are what Postgres takes as text:
 * strings, numbers, booleans, null.
 */
export async function copyRows<Row>(
  client: pg.ClientBase,
  { table, columns }: { table: string; columns: Column<Row>[] },
  rows: Iterable<Row>,
): Promise<void> {
  const names = columns.map(([name]) => `"${name}"`).join(', ')
  const stream = client.query(copyFrom(`copy ${table} (${names}) from stdin`))
  // The end is waited for from the start, so that an error of the database in between is met and not unheard.
  const end = finished(stream)
  end.catch(() => {})
  try {
    let text = ''
    for (const row of rows) {
      text += toLine(columns, row)
      if (text.length < TEXT_MAX) continue
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), end])
      text = ''
    }
    stream.end(text)
  } catch (error) {
    // A copy that is never ended would keep the connection from everything that follows.
    stream.destroy(error as Error)
    await end.catch(() => {})
    throw error
  }
  await end
}

function toLine<Row>(columns: Column<Row>[], row: Row): string {
  let line = ''
  for (const [, , value] of columns) line += `${line === '' ? '' : '\t'}${toField(value(row))}`
  return `${line}\n`
}

/** https://www.postgresql.org/docs/current/sql-copy.html: text format. */
function toField(value: unknown): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value as number | boolean)
  return /[\\\t\n\r]/.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPED[character]!) : value
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
