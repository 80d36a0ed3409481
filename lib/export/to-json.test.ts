import { text } from 'node:stream/consumers'

import { expect, test } from 'vitest'

import { toJson } from './to-json.ts'

async function* rows(...all: unknown[]): AsyncGenerator<unknown> {
  yield* all
}

test.each([[[]], [[{ a: 1 }]], [[{ a: '"' }, { b: [null] }, 3]]])('reads back as what it was: %j', async (all) => {
  expect(JSON.parse(await text(toJson(rows(...all), 'things')))).toEqual({ things: all, nextCursor: null })
})
