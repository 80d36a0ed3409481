import path from 'node:path'

import { describeMachine } from './describe-machine.ts'
import { keepResults } from './keep-results.ts'
import { measureHttp } from './measure-http.ts'
import { measureIngest } from './measure-ingest.ts'
import { measureLighthouse } from './measure-lighthouse.ts'
import { measureLog } from './measure-log.ts'
import { measurePages } from './measure-pages.ts'
import { measureRead } from './measure-read.ts'
import type { Part, Results } from './results.ts'
import { FULL_SIZE, type Size } from './size.ts'
import { withWorkshop } from './workshop.ts'

const PARTS = {
  read: measureRead,
  log: measureLog,
  ingest: measureIngest,
  http: measureHttp,
  pages: measurePages,
  lighthouse: measureLighthouse,
}
const NAMES = Object.keys(PARTS) as Part[]

/** `npm run bench [-- PART…]`: measures these parts, or all, and writes docs/performance.json and the tables of docs/performance.md. */
export async function bench(args: string[]): Promise<number> {
  const unknown = args.find((name) => !NAMES.some((part) => part === name))
  if (unknown !== undefined) {
    console.error(`There is no part ${JSON.stringify(unknown)}: the parts are ${NAMES.join(', ')}.`)
    return 2
  }
  const parts = NAMES.filter((part) => args.length === 0 || args.includes(part))
  keepResults(
    path.resolve(import.meta.dirname, '../docs'),
    await measure(parts, FULL_SIZE, (line) => console.log(line)),
  )
  return 0
}

/** @param say is told what is being measured */
export async function measure(parts: Part[], size: Size, say: (line: string) => void): Promise<Results> {
  return withWorkshop({ size, say }, async (workshop) => {
    const results: Results = {}
    for (const part of parts) results[part] = { ...describeMachine(), tables: await PARTS[part](workshop) }
    return results
  })
}
