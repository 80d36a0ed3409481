import { readdirSync, readFileSync } from 'node:fs'

const FIXTURES = new URL('../../lib/dmarc/fixtures/', import.meta.url)
const RECORD = /<record>.*<\/record>/s

/** A good report. */
export const GOOD = readFileSync(new URL('any-several-signatures.xml', FIXTURES), 'utf8')

/** Every report of the fixtures, good and bad, in the order of their names, and some that are too long for them. */
export const REPORTS: readonly Buffer[] = [
  ...readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.xml'))
    .toSorted()
    .map((name) => readFileSync(new URL(name, FIXTURES))),
  ...[repeatRecords(50), repeatRecords(70), overManyDays(), 'unused'].map((xml) => Buffer.from(xml)),
]

function repeatRecords(times: number): string {
  return GOOD.replace(RECORD, (records) =>
    records
      .slice(0, 1_500)
      .replace(/(.*<\/record>).*/s, '$1')
      .repeat(times),
  )
}

/** Two months, with counts that no double holds when they are multiplied by seconds. */
function overManyDays(): string {
  return GOOD.replace('<begin>1772323200', '<begin>1767225600')
    .replace('<count>3', '<count>9007199254740991')
    .replace(RECORD, (records) => records + records.replaceAll(/<count>\d+/g, '<count>0'))
}
