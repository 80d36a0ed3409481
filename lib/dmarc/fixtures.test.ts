import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { readReport } from './read-report.ts'

// A new quirk is two files: <reporter>-<quirk>.xml and the .json that it must become. `any` stands for a quirk seen at
// several reporters, `synthetic` for one that was not seen yet, `hostile` for attacks.

const FOLDER = new URL('fixtures/', import.meta.url)
const OPTIONS = { recordsMax: 1000, keepRecordsMax: 1000, now: new Date('2026-03-10T00:00:00Z') }
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => name.slice(0, -4))

test.each(names)('reads %s as its .json says', async (name) => {
  const bytes = readFileSync(new URL(`${name}.xml`, FOLDER))
  const { report, refusal } = await readReport(
    {
      size: bytes.length,
      async *read() {
        yield bytes
      },
    },
    OPTIONS,
  )
  const { header, records, recovered, warnings } = report ?? {}
  const result: unknown = refusal ? { refusal } : { header, records, recovered, warnings }
  expect(result).toEqual(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')))
})

test('has an expected result for every fixture, and a fixture for every expected result', () => {
  const expected = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  expect(expected.map((name) => name.slice(0, -5))).toEqual(names)
})
