import lighthouse, { type Config, type Result, desktopConfig } from 'lighthouse'

import { findFreePort } from '#lib/db/free-port.ts'

import { installBrowser } from '../bin/install-browser.ts'
import { withBrowser } from '../e2e/with-browser.ts'
import { withDemo } from '../e2e/with-demo.ts'
import { type Row, type Table, figure } from './figure.ts'
import type { Workshop } from './workshop.ts'

/** What Lighthouse says of the demo's pages, each time with an empty cache and as on the line and processor that it simulates. */

const PATHS = ['/', '/sources']
const DEVICES: { name: string; config: Config | undefined }[] = [
  { name: 'on a desktop', config: desktopConfig },
  { name: 'on a phone', config: undefined },
]

export async function measureLighthouse({ size, say, makeFolder }: Workshop): Promise<Table[]> {
  if (!(await installBrowser())) throw new Error('There is no browser to measure with.')
  const rows = await withDemo(({ url }) => lookAtAll(url, size.lighthouseRuns, say), { dataDir: makeFolder() })
  return [{ title: 'Lighthouse', rows }]
}

async function lookAtAll(url: string, times: number, say: Workshop['say']): Promise<Row[]> {
  const port = await findFreePort()
  const measure = async (): Promise<Row[]> => {
    const rows: Row[] = []
    for (const { name: device, config } of DEVICES)
      for (const path of PATHS) {
        const name = `${path} ${device}`
        say(`lighthouse: ${name}`)
        const runs: Result[] = []
        while (runs.length < times) runs.push(await look(url + path, port, config))
        for (const problem of listBarriers(runs[0]!)) say(`lighthouse: ${name}: ${problem}`)
        rows.push({ name, figures: toFigures(runs) })
      }
    return rows
  }
  return withBrowser(measure, [`--remote-debugging-port=${port}`])
}

async function look(url: string, port: number, config?: Config): Promise<Result> {
  const result = await lighthouse(url, { port, onlyCategories: ['performance', 'accessibility'] }, config)
  if (!result) throw new Error(`Lighthouse did not look at ${url}.`)
  const { lhr } = result
  if (lhr.runtimeError) throw new Error(`Lighthouse could not look at ${url}: ${lhr.runtimeError.message}`)
  return lhr
}

function toFigures(runs: Result[]): Row['figures'] {
  const of = (unit: string, value: (run: Result) => number): Row['figures'][string] => figure(runs.map(value), unit)
  return {
    performance: of('of 100', (run) => scoreOf(run, 'performance')),
    accessibility: of('of 100', (run) => scoreOf(run, 'accessibility')),
    LCP: of('ms', (run) => numberOf(run, 'largest-contentful-paint')),
    TBT: of('ms', (run) => numberOf(run, 'total-blocking-time')),
    CLS: of('score', (run) => numberOf(run, 'cumulative-layout-shift')),
    scripts: of('KB', (run) => scriptBytes(run) / 1000),
    'speed of the processor': of('index', ({ environment }) => environment.benchmarkIndex),
  }
}

function scoreOf(run: Result, category: string): number {
  const score = run.categories[category]?.score
  if (score === null || score === undefined) throw new Error(`Lighthouse gave no score for ${category}.`)
  return score * 100
}

function numberOf(run: Result, audit: string): number {
  const value = run.audits[audit]?.numericValue
  if (value === undefined) throw new Error(`Lighthouse gave no figure for ${audit}.`)
  return value
}

/** What keeps accessibility from 100. */
function listBarriers({ categories, audits }: Result): string[] {
  const refs = categories.accessibility?.auditRefs ?? []
  return refs.flatMap(({ id, weight }) => {
    const audit = audits[id]
    return weight > 0 && audit && audit.score !== null && audit.score < 1 ? `${audit.title} (${id})` : []
  })
}

/** As they went over the line, compressed, with their headers. */
function scriptBytes(run: Result): number {
  const details = run.audits['network-requests']?.details
  const requests = details?.type === 'table' ? details.items : []
  return requests
    .filter(({ resourceType }) => resourceType === 'Script')
    .reduce((sum, { transferSize }) => sum + Number(transferSize), 0)
}
