import assert from 'node:assert/strict'

import { DamageError } from '#lib/dmarc/damage.ts'
import { decodeText } from '#lib/dmarc/decode-text.ts'
import { readLenient } from '#lib/dmarc/lenient-reader.ts'
import type { RawElement } from '#lib/dmarc/raw-element.ts'
import { readStrict } from '#lib/dmarc/strict-reader.ts'
import { RefusalError } from '#lib/errors.ts'

/**
 * Both readers on the same text. The lenient one goes on behind what the strict one handed out before it met damage,
 * by their number: so they must agree on all of it, lest a record be lost or counted twice.
 */
export async function checkReaders(bytes: Buffer): Promise<void> {
  const text = (await Array.fromAsync(decodeText(chunk(bytes), new Set()))).join('')
  const strict = await readAll(readStrict(decodeText(chunk(bytes), new Set())))
  const lenient = await readAll(readLenient(text, new Set()))
  const common = Math.min(strict.elements.length, lenient.elements.length)
  assert.deepEqual(lenient.elements.slice(0, common), strict.elements.slice(0, common), 'the readers differ')
  if (strict.isWhole && lenient.isWhole) assert.equal(lenient.elements.length, strict.elements.length)
}

type Read = { elements: RawElement[]; isWhole: boolean }

async function readAll(batches: AsyncIterable<RawElement[]>): Promise<Read> {
  const elements: RawElement[] = []
  try {
    for await (const batch of batches) elements.push(...batch)
    return { elements, isWhole: true }
  } catch (error) {
    if (!(error instanceof RefusalError) && !(error instanceof DamageError)) throw error
    return { elements, isWhole: false }
  }
}

async function* chunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
