import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { ROOT } from './prepare.ts'
import { runStep } from './run-step.ts'
import { type Tally, sumUp, tallyPlaywright, tallyVitest } from './tally-tests.ts'

/** Tests as the commands run them, with what their reporters leave behind. */

export const RESULTS = path.join(ROOT, 'test-results')

export type TestRun = { tally: Tally; code: number }

const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] }
/** Tests that could not even be begun: one failure. */
export const NOT_BEGUN: TestRun = { tally: NOTHING, code: 1 }

export async function runVitest(name: string, projects: string[]): Promise<TestRun> {
  const report = path.join(RESULTS, `${name}.json`)
  // One of another time must not count.
  rmSync(report, { force: true })
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await node(['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters])
  return { tally: readReport(report, tallyVitest), code }
}

export async function runPlaywright(): Promise<TestRun> {
  const report = path.join(RESULTS, 'playwright.json')
  rmSync(report, { force: true })
  const { code } = await node(['node_modules/@playwright/test/cli.js', 'test'])
  return { tally: readReport(report, tallyPlaywright), code }
}

/** Prints what came of them; the last line is `N passed, N failed`. @returns the exit code. */
export function tellRuns(runs: TestRun[]): number {
  const { passed, failed, skipped } = sumUp(runs)
  console.log('')
  for (const name of skipped) console.log(`skipped: ${name}`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
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
