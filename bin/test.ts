import { rmSync } from 'node:fs'

import { installBrowser } from './install-browser.ts'
import { NOT_BEGUN, RESULTS, runPlaywright, runVitest, tellRuns } from './run-tests.ts'

/** `npm test`: all tests that need nothing but Signet. The last line it prints is `N passed, N failed`. */
export async function test(): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true })
  const hasBrowser = await installBrowser()
  const runs = [await runVitest('fast', ['pure', 'db']), await runVitest('process', ['process'])]
  runs.push(hasBrowser ? await runPlaywright() : NOT_BEGUN)
  return tellRuns(runs)
}
