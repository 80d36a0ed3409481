import { Readable, pipeline } from 'node:stream'

import { stringify } from 'csv-stringify'

type Row = Record<string, unknown>

/**
 * Rows as CSV (RFC 4180) that a spreadsheet takes for text: UTF-8 with its mark, and a cell that would start a formula has a
 * quote before it. A cell holds text, a number, nothing for null, and JSON for what has parts.
 * @param columns the rows' fields, in order; the first line names them.
 */
export function toCsv(rows: AsyncIterable<Row>, columns: string[]): Readable {
  const csv = stringify({ header: true, columns, bom: true, escape_formulas: true, record_delimiter: 'windows' })
  const cells = async function* (): AsyncGenerator<unknown[]> {
    for await (const row of rows) yield columns.map((name) => cellOf(row[name]))
  }
  // Whichever end breaks off, the other does too: rows are no longer read for somebody who went away.
  return pipeline(Readable.from(cells()), csv, () => {})
}

function cellOf(value: unknown): unknown {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'object' ? JSON.stringify(value) : value
}
