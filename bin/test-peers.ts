import { existsSync } from 'node:fs'
import path from 'node:path'

import { runStep } from './run-step.ts'
import { NOT_BEGUN, runVitest, tellRuns } from './run-tests.ts'

/** `npm run test:peers`: tests with other people's mail programs. The last line it prints is `N passed, N failed`. */

/** Where Debian has them; the package has the name of the program. */
const PROGRAMS = ['/usr/sbin/postfix', '/usr/bin/swaks']
const APT = '/usr/bin/apt-get'

export async function testPeers(): Promise<number> {
  const problem = await findProblem()
  if (problem) console.error(problem)
  return tellRuns([problem ? NOT_BEGUN : await runVitest('peers', ['peers'])])
}

/** Sees to it that they can run. @returns why they cannot. */
async function findProblem(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'These tests start a Postfix, and only root can do that: run them as root.'
  if (listMissing().length > 0 && existsSync(APT)) await install(listMissing().map((one) => path.basename(one)))
  const missing = listMissing()
  return missing.length > 0 ? `These tests need ${missing.join(' and ')}: install them, then try again.` : null
}

function listMissing(): string[] {
  return PROGRAMS.filter((program) => !existsSync(program))
}

async function install(packages: string[]): Promise<void> {
  console.log(`Installing ${packages.join(' and ')} for the tests (once) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runStep(APT, ['update', '-qq'], { env, show: true })
  await runStep(APT, ['install', '-y', '-qq', ...packages], { env, show: true })
}
