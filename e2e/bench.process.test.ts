import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { measure } from '../bench/bench.ts'
import { keepResults } from '../bench/keep-results.ts'
import type { Results } from '../bench/results.ts'

const TINY = {
  smallReports: 3,
  bigRecords: 30,
  logLines: 40,
  yearRecords: 30,
  readRuns: 1,
  ingestRuns: 1,
  calls: 1,
  lighthouseRuns: 1,
}

const folder = mkdtempSync(path.join(tmpdir(), 'signet bench '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('measures every part on the real product and writes what it found', async () => {
  const page = path.resolve(import.meta.dirname, '../docs/performance.md')
  writeFileSync(path.join(folder, 'performance.md'), readFileSync(page))
  keepResults(folder, await measure(['read', 'log', 'ingest', 'http', 'pages', 'lighthouse'], TINY, () => {}))

  const kept = JSON.parse(readFileSync(path.join(folder, 'performance.json'), 'utf8')) as Results
  const rows = Object.values(kept).map(({ tables }) => tables.flatMap((table) => table.rows))
  expect(rows.map(({ length }) => length)).toEqual([3, 2, 6, 3, 27, 4])
  const figures = rows.flat().flatMap((row) => Object.entries(row.figures))
  // A page may well not move, and never keep anybody waiting.
  const least = (name: string): number => (name === 'CLS' || name === 'TBT' ? 0 : Number.MIN_VALUE)
  expect(figures.filter(([name, { value }]) => !(value >= least(name)))).toEqual([])
  expect(readFileSync(path.join(folder, 'performance.md'), 'utf8')).toContain('3 small reports, mails, alone')
}, 900_000)
