import { Readable } from 'node:stream'

import { toCsv } from '#lib/export/to-csv.ts'
import { toJson } from '#lib/export/to-json.ts'
import type { CursorShape, Page } from '#lib/queries/cursor.ts'

import { readPage, readWord } from './read-query.ts'
import { json } from './respond.ts'

type List<Row> = {
  /** What the answer calls the rows: the last part of the route's path. */
  name: string
  cursor: CursorShape
  /** The columns of the CSV; fields of a row. */
  columns: (keyof Row & string)[]
  read: (page: Page) => Promise<{ rows: Row[]; nextCursor: string | null }>
}

/** Rows that are read at once for a whole list. */
const ROWS_AT_ONCE = 5000

/** Answers a part of a list as JSON, or with `?format=csv` or `json` all of it as a file. */
export async function answerList<Row extends object>(request: Request, list: List<Row>): Promise<Response> {
  const format = readWord(request, 'format', ['csv', 'json'] as const)
  if (format instanceof Response) return format
  if (format) return wholeList(list, format)
  const page = readPage(request, list.cursor)
  if (page instanceof Response) return page
  const { rows, nextCursor } = await list.read(page)
  return json({ [list.name]: rows, nextCursor })
}

/** The first rows are read before the answer begins, so that a fault of the query is still an answer of its own. */
async function wholeList<Row extends object>(list: List<Row>, format: 'csv' | 'json'): Promise<Response> {
  const rows = allRows(list, await list.read({ limit: ROWS_AT_ONCE, cursor: null }))
  const file =
    format === 'csv' ? toCsv(rows as AsyncIterable<Record<string, unknown>>, list.columns) : toJson(rows, list.name)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="${list.name}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

async function* allRows<Row>(
  { read }: List<Row>,
  first: { rows: Row[]; nextCursor: string | null },
): AsyncGenerator<Row> {
  yield* first.rows
  for (let cursor = first.nextCursor; cursor;) {
    const part = await read({ limit: ROWS_AT_ONCE, cursor })
    yield* part.rows
    cursor = part.nextCursor
  }
}
