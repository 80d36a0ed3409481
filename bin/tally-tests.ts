/** What the reporters of vitest and Playwright wrote, as three numbers. */
export type Tally = { passed: number; failed: number; skipped: string[] }

type VitestReport = {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

type Suite = { suites?: Suite[]; specs?: { title: string; tests: { status: string }[] }[] }
type PlaywrightReport = Suite & { errors?: unknown[] }

/** A file that fails without any test of its own failing (it cannot be loaded, its preparation throws) counts as one failure. */
export function tallyVitest({ testResults }: VitestReport): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] }
  for (const { status: fileStatus, assertionResults } of testResults) {
    const failedBefore = tally.failed
    for (const { status, fullName } of assertionResults)
      if (status === 'passed') tally.passed++
      else if (status === 'failed') tally.failed++
      else tally.skipped.push(fullName)
    if (fileStatus === 'failed' && tally.failed === failedBefore) tally.failed++
  }
  return tally
}

export function tallyPlaywright(report: PlaywrightReport): Tally {
  const tally: Tally = { passed: 0, failed: report.errors?.length ?? 0, skipped: [] }
  const visit = ({ suites = [], specs = [] }: Suite): void => {
    for (const { title, tests } of specs)
      for (const { status } of tests)
        if (status === 'expected') tally.passed++
        else if (status === 'skipped') tally.skipped.push(title)
        else tally.failed++
    suites.forEach(visit)
  }
  visit(report)
  return tally
}

/** All runs as one. A run that ended badly though none of its tests failed, and no test at all, are failures too. */
export function sumUp(runs: { tally: Tally; code: number }[]): Tally {
  const sum: Tally = { passed: 0, failed: 0, skipped: [] }
  for (const { tally, code } of runs) {
    sum.passed += tally.passed
    sum.failed += tally.failed
    sum.skipped.push(...tally.skipped)
    const nothingRan = tally.passed + tally.failed === 0
    if (tally.failed === 0 && (code !== 0 || nothingRan)) sum.failed++
  }
  return sum
}
