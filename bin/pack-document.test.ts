import { expect, test } from 'vitest'

import { planYear } from '#lib/demo/plan-year.ts'
import { type DemoDocument, writeDocument } from '#lib/demo/write-document.ts'
import { unpackAll } from '#lib/unpack/testing/unpack-all.ts'

import { packDocument } from './pack-document.ts'

const DOCUMENT = planYear('2026-03-10')
  .slice(0, 40)
  .map(writeDocument)
  .find((document) => document !== null)!

test.each<[DemoDocument['packing'], RegExp]>([
  ['xml', /\.xml$/],
  ['gzip', /\.xml\.gz$/],
  ['zip', /\.zip$/],
  ['mail', /\.eml$/],
])('what is packed as %s has the same bytes each time, and is found in them', async (packing, filename) => {
  const document = { ...DOCUMENT, packing }
  const packed = await packDocument(document)
  expect(packed.filename).toMatch(filename)
  expect(await packDocument(document)).toEqual(packed)
  const [found, ...others] = await unpackAll(packed.bytes)
  expect(found).toMatchObject({ text: document.xml })
  expect(others).toEqual([])
})
