import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { figure, percentile } from './figure.ts'
import { insertTables } from './keep-results.ts'
import type { Results } from './results.ts'
import { writeTables } from './write-tables.ts'

const MACHINE = {
  day: '2026-09-30',
  commit: 'abc',
  processor: 'P',
  cores: 2,
  memoryGib: 8,
  system: 'S',
  node: '24.0.0',
}

function ingested(seconds: number[], memory: number): Results {
  const figures = {
    reports: figure(
      seconds.map((one) => 2_000 / one),
      'reports/s',
    ),
    'memory of command': figure([memory], 'MiB'),
  }
  return { ingest: { ...MACHINE, tables: [{ title: 'Command line', rows: [{ name: '2 small reports', figures }] }] } }
}

test('a figure is the median of its runs, with the lowest and the highest', () => {
  expect(figure([3, 1, 2], 's')).toEqual({ value: 2, unit: 's', low: 1, high: 3, runs: 3 })
  expect(percentile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8)
})

test('an aim is met at its limit and missed beyond', () => {
  const met = writeTables(ingested([1, 2, 4], 150))
  expect(met).toContain('| small reports | at least 1,000 reports/s | 1,000 (500–2,000) | yes |')
  expect(met).toContain('| memory of command | at most 150 MiB | 150 | yes |')
  const missed = writeTables(ingested([2.1], 151))
  expect(missed).toContain('| small reports | at least 1,000 reports/s | 952 | no |')
  expect(missed).toContain('| memory of command | at most 150 MiB | 151 | no |')
})

test('the page has the tables of the kept figures between its two lines', () => {
  const docs = path.resolve(import.meta.dirname, '../docs')
  const page = readFileSync(path.join(docs, 'performance.md'), 'utf8')
  const kept = JSON.parse(readFileSync(path.join(docs, 'performance.json'), 'utf8')) as Results
  expect(insertTables(page, writeTables(kept))).toBe(page)
  expect(() => insertTables('a page without them', '')).toThrow('has no lines')
})
