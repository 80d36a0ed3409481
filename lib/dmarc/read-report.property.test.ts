import { readdirSync, readFileSync } from 'node:fs'

import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { type ReadOptions, readReport, type ReadResult } from './read-report.ts'
import { parseRecordLines } from './record-lines.ts'
import { headerArbitrary, recordArbitrary } from './testing/report-arbitrary.ts'
import { type Hand, writeReport } from './testing/write-report.ts'

// Many runs take longer than one, more so on a machine that does other things as well.
vi.setConfig({ testTimeout: 60_000 })

const OPTIONS: ReadOptions = { recordsMax: 1000, keepRecordsMax: 1000, now: new Date('2026-03-10T00:00:00Z') }
const FOLDER = new URL('fixtures/', import.meta.url)
const fixtures = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(new URL(name, FOLDER)))

/** `cuts` are the lengths of the chunks, used again and again. */
function chunked(bytes: Uint8Array, cuts: number[]) {
  return {
    size: bytes.length,
    async *read() {
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const length = cuts[turn % cuts.length] ?? 65_536
        yield bytes.subarray(at, at + length)
        at += length
      }
    },
  }
}

const read = (bytes: Uint8Array, cuts: number[] = [65_536]): Promise<ReadResult> =>
  readReport(chunked(bytes, cuts), OPTIONS)

const ENCODINGS: { declaration: string; encode: (text: string) => Uint8Array }[] = [
  { declaration: '', encode: (text) => Buffer.from(text) },
  { declaration: '<?xml version="1.0" encoding="utf-8"?>\r\n', encode: (text) => Buffer.from(`\uFEFF${text}`) },
  { declaration: "<?xml version='1.0' encoding='windows-1252'?>", encode: (text) => Buffer.from(text, 'latin1') },
  { declaration: '<?xml version="1.0" encoding="UTF-16"?>', encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
  { declaration: '', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
]

/** A shuffle that fast-check can repeat: sorts by a key of the seed and the place. */
const shuffleBy =
  (seed: number): Hand['shuffle'] =>
  (items) =>
    items
      .map((item, index) => ({ item, key: seed === 0 ? index : Math.imul(seed + index, 2_654_435_761) }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item)

const hands = fc.record({
  prefix: fc.constantFrom('', 'd:', 'ns1:'),
  indent: fc.constantFrom('', '\n', '\r\n\t', ' '),
  isCdata: fc.boolean(),
  seed: fc.nat(),
  encoding: fc.constantFrom(...ENCODINGS),
  cuts: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
})

test('any report, however it is written, encoded and cut into chunks, reads back equal', async () => {
  await fc.assert(
    fc.asyncProperty(
      headerArbitrary,
      fc.array(recordArbitrary, { maxLength: 6 }),
      hands,
      async (header, records, how) => {
        const { declaration, encode } = how.encoding
        const hand: Hand = {
          ...how,
          isCdata: how.isCdata && how.encoding === ENCODINGS[0],
          declaration,
          shuffle: shuffleBy(how.seed),
        }
        const { report } = await read(encode(writeReport(header, records, hand)), how.cuts)
        expect(report?.header).toEqual(header)
        expect(report?.recovered).toBe(false)
        // Records were shuffled too, so they are compared without their order.
        const byText = (items: unknown[] | null | undefined) => items?.map((item) => JSON.stringify(item)).toSorted()
        expect(byText(report?.records)).toEqual(byText(records))
        expect(report?.messageCount).toBe(records.reduce((sum, { count }) => sum + count, 0))
      },
    ),
    { numRuns: 300 },
  )
})

test('chunks may end anywhere, within a character or a tag, in good and damaged documents', async () => {
  for (const bytes of fixtures) {
    const whole = await read(bytes)
    for (const cuts of [[1], [2, 3], [7], [1023, 1, 1]]) expect(await read(bytes, cuts)).toEqual(whole)
  }
})

const damages = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.oneof(fc.constantFrom(...Buffer.from('<>&"/!?[];\0')), fc.integer({ min: 0, max: 255 })),
    kind: fc.constantFrom('replace', 'insert', 'remove'),
  }),
  { minLength: 1, maxLength: 4 },
)

test('damage at any byte gives a report or a refusal, and both ways of reading agree on what was read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtures.filter(({ length }) => length > 0)),
      damages,
      async (bytes, damage) => {
        const damaged = [...bytes]
        for (const { at, byte, kind } of damage)
          damaged.splice(
            Math.floor(at * damaged.length),
            kind === 'insert' ? 0 : 1,
            ...(kind === 'remove' ? [] : [byte]),
          )
        const { report, refusal } = await read(Uint8Array.from(damaged))
        expect(report === null).not.toBe(refusal === null)
        if (!report) return
        const lines: string[] = []
        const setAside = async (part: string): Promise<void> => void lines.push(part)
        const aside = { ...OPTIONS, keepRecordsMax: 0, setAside }
        await readReport(chunked(Uint8Array.from(damaged), [100]), aside)
        const pieces = chunked(Buffer.from(lines.join('')), [7]).read()
        expect((await Array.fromAsync(parseRecordLines(pieces))).flat()).toEqual(report.records)
      },
    ),
    { numRuns: 1500 },
  )
})

test('what is still read after damage that XML can see has the counts that it had before', async () => {
  await fc.assert(
    fc.asyncProperty(
      headerArbitrary,
      fc.array(recordArbitrary, { maxLength: 4 }),
      damages,
      async (header, records, damage) => {
        const hand: Hand = { prefix: '', declaration: '', indent: '', isCdata: false, shuffle: (items) => items }
        const bytes = [...Buffer.from(writeReport(header, records, hand))]
        // Only damage that XML can see: a changed digit is a changed count, and nobody could tell.
        const visible = damage.filter(({ byte }) => '<&\0'.includes(String.fromCharCode(byte)))
        for (const { at, byte } of visible) bytes.splice(Math.floor(at * bytes.length), 0, byte)
        const { report } = await read(Uint8Array.from(bytes))
        if (report?.recovered)
          expect(report.records?.map(({ count }) => count)).toEqual(records.map(({ count }) => count))
      },
    ),
    { numRuns: 1500 },
  )
})
