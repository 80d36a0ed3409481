import type pg from 'pg'

/** One column of an insert: its name, its type in Postgres, and how a row fills it. */
export type Column<Row> = [name: string, type: string, value: (row: Row) => unknown]

/**
 * The text of an insert of any number of rows, each column an array: one statement, prepared once, however many rows. Fixed
 * values that every row shares come as `$1` and so on, before the arrays.
 * @param fixed names and types of the shared columns.
 * @param tail what follows the rows: `on conflict …`, `returning …`.
 */
export function insertText<Row>(table: string, fixed: [string, string][], columns: Column<Row>[], tail = ''): string {
  const names = [...fixed.map(([name]) => name), ...columns.map(([name]) => name)].map((name) => `"${name}"`)
  const shared = fixed.map(([, type], index) => `$${index + 1}::${type}`)
  const cells = columns.map((_, index) => `c${index}`)
  const arrays = columns.map(([, type], index) => `$${fixed.length + index + 1}::${type}[]`)
  return `insert into ${table} (${names.join(', ')})
    select ${[...shared, ...cells].join(', ')} from unnest(${arrays.join(', ')}) as rows (${cells.join(', ')}) ${tail}`
}

/** The arrays for `insertText`. */
export function columnValues<Row>(columns: Column<Row>[], rows: Row[]): unknown[][] {
  return columns.map(([, , value]) => rows.map(value))
}

/** Inserts the rows by a statement that the connection prepares under `name`. */
export async function insertRows<Row, Returned extends pg.QueryResultRow = never>(
  client: pg.ClientBase,
  { name, text, columns }: { name: string; text: string; columns: Column<Row>[] },
  { fixed, rows }: { fixed: unknown[]; rows: Row[] },
): Promise<Returned[]> {
  if (rows.length === 0) return []
  return (await client.query<Returned>({ name, text, values: [...fixed, ...columnValues(columns, rows)] })).rows
}
