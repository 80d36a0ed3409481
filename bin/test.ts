import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { installBrowser } from './install-browser.ts'
import { ROOT } from './prepare.ts'
import { runStep } from './run-step.ts'
import { type Tally, sumUp, tallyPlaywright, tallyVitest } from './tally-tests.ts'

/** `npm test`: all tests. The last line it prints is `N passed, N failed`. */

const RESULTS = path.join(ROOT, 'test-results')
const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] }

type Run = { tally: Tally; code: number }

export async function test(): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true })
  const hasBrowser = await installBrowser()
  const runs = [await vitest('fast', ['pure', 'db']), await vitest('process', ['process'])]
  runs.push(hasBrowser ? await playwright() : { tally: NOTHING, code: 1 })
  const { passed, failed, skipped } = sumUp(runs)
  console.log('')
  for (const name of skipped) console.log(`skipped: ${name}`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

async function vitest(name: string, projects: string[]): Promise<Run> {
  const report = path.join(RESULTS, `${name}.json`)
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await node(['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters])
  return { tally: readReport(report, tallyVitest), code }
}

async function playwright(): Promise<Run> {
  const { code } = await node(['node_modules/@playwright/test/cli.js', 'test'])
  return { tally: readReport(path.join(RESULTS, 'playwright.json'), tallyPlaywright), code }
}

function node(args: string[]) {
  const env = { ...process.env }
  // Tests bring their own database; nothing of the user's is touched.
  for (const name of ['DATABASE_URL', 'DATA_DIR', 'PORT', 'HOST']) delete env[name]
  return runStep(process.execPath, args, { cwd: ROOT, env, show: true })
}

function readReport<Report>(file: string, tally: (report: Report) => Tally): Tally {
  return existsSync(file) ? tally(JSON.parse(readFileSync(file, 'utf8')) as Report) : NOTHING
}
