import { Readable } from 'node:stream'

/** Rows as one JSON document, in the shape that the API answers its lists in. */
export function toJson(rows: AsyncIterable<unknown>, name: string): Readable {
  return Readable.from(parts(rows, name))
}

async function* parts(rows: AsyncIterable<unknown>, name: string): AsyncGenerator<string> {
  let separator = `{${JSON.stringify(name)}:[`
  for await (const row of rows) {
    yield separator + JSON.stringify(row)
    separator = ',\n'
  }
  yield `${separator.startsWith('{') ? separator : ''}],"nextCursor":null}\n`
}
