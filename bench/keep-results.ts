import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Results } from './results.ts'
import { writeTables } from './write-tables.ts'

/** The lines of performance.md between which the tables stand. */
const BEGIN = '<!-- figures: written by npm run bench -->'
const END = '<!-- end of figures -->'

/** Writes performance.json and the tables of performance.md in this folder; parts that were not measured stay as they were. */
export function keepResults(folder: string, measured: Results): void {
  const file = path.join(folder, 'performance.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {}
  const { read, log, ingest, http, pages, lighthouse } = { ...before, ...measured }
  const results: Results = { read, log, ingest, http, pages, lighthouse }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
  const page = path.join(folder, 'performance.md')
  writeFileSync(page, insertTables(readFileSync(page, 'utf8'), writeTables(results)))
}

/** @throws Error when the page does not have both of its lines. */
export function insertTables(page: string, tables: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`performance.md has no lines ${BEGIN} and ${END}.`)
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables}\n${page.slice(end)}`
}
