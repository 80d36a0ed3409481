import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { expect, test } from 'vitest'

import { toCsv } from './to-csv.ts'

async function* rows(...all: Record<string, unknown>[]): AsyncGenerator<Record<string, unknown>> {
  yield* all
}

/** Unlike a text decoder it leaves the mark of UTF-8 where it is. */
const read = async (csv: Readable): Promise<string> => (await buffer(csv)).toString()

test('names its columns, and holds text, numbers, nothing and parts', async () => {
  const csv = await read(
    toCsv(rows({ a: 'München', b: 1, c: null, d: [{ x: 1 }], e: false }), ['a', 'b', 'c', 'd', 'e']),
  )
  expect(csv).toBe('\ufeffa,b,c,d,e\r\nMünchen,1,,"[{""x"":1}]",false\r\n')
})

test('without rows there are the names of the columns', async () => {
  expect(await read(toCsv(rows(), ['a', 'b']))).toBe('\ufeffa,b\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A1'])(
  'no cell starts a formula: %j',
  async (cell) => {
    const csv = await read(toCsv(rows({ a: cell }), ['a']))
    expect(csv.split('\r\n').slice(1).join('\r\n').replace(/^"/, '')[0]).toBe("'")
  },
)

test('quotes, separators and line breaks stay within their cell', async () => {
  expect(await read(toCsv(rows({ a: 'x,"y"\nz', b: 2 }), ['a', 'b']))).toBe('\ufeffa,b\r\n"x,""y""\nz",2\r\n')
})

test('a fault of the rows is a fault of the file, never a shorter one', async () => {
  const failing = async function* () {
    yield { a: 1 }
    throw new Error('the database is gone')
  }
  await expect(read(toCsv(failing(), ['a']))).rejects.toThrow('the database is gone')
})

test('rows are no longer read when nobody takes the file any more', async () => {
  let isEnded = false
  const endless = async function* () {
    try {
      for (;;) yield { a: 'x'.repeat(1000) }
    } finally {
      isEnded = true
    }
  }
  const csv = toCsv(endless(), ['a'])
  for await (const _ of csv) break
  await expect.poll(() => isEnded).toBe(true)
})
