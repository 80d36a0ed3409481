import { existsSync } from 'node:fs'
import path from 'node:path'

import { ROOT } from './prepare.ts'
import { type Ended, runStep, secondsSince } from './run-step.ts'

/** `npm run check`: what every commit must pass. No database, under a minute. */

const modules = (file: string): string => path.join(ROOT, 'node_modules', file)

/** Each program with its arguments, run by this Node at the root. */
const STEPS: [name: string, run: () => Promise<Ended>][] = [
  ['lock', () => node('bin/complete-lock.js', '--check')],
  ['format', () => node(modules('oxfmt/bin/oxfmt'), '--check')],
  ['lint', () => node(modules('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings')],
  ['arrows', checkArrows],
  ['types', checkTypes],
  ['tests', () => node(modules('vitest/vitest.mjs'), 'run', '--project', 'pure')],
]

export async function check(): Promise<number> {
  const failed: string[] = []
  for (const [name, run] of STEPS) {
    const began = performance.now()
    const { code, output } = await run()
    console.log(`${name.padEnd(8)}${code === 0 ? 'ok' : 'failed'} (${secondsSince(began)})`)
    if (code === 0) continue
    failed.push(name)
    console.log(output)
  }
  console.log(failed.length === 0 ? 'All is well.' : `Failed: ${failed.join(', ')}.`)
  return failed.length === 0 ? 0 : 1
}

function node(file: string, ...args: string[]): Promise<Ended> {
  // The reporters' colours follow the terminal that they do not see.
  return runStep(process.execPath, [file, ...args], { cwd: ROOT, env: { ...process.env, NO_COLOR: '1' } })
}

type Cruise = {
  summary: {
    totalCruised: number
    violations: { from: string; to: string; rule: { name: string; severity: string } }[]
  }
}

/** The cruiser finds nothing, and says that all is well, when its parser does not fit the TypeScript that is installed. */
async function checkArrows(): Promise<Ended> {
  const rooms = ['app', 'bench', 'bin', 'components', 'lib', 'worker']
  const { output } = await node(
    modules('dependency-cruiser/bin/dependency-cruiser.mjs'),
    ...rooms,
    '--output-type',
    'json',
  )
  const start = output.indexOf('{')
  const end = output.lastIndexOf('\n}')
  if (start < 0 || end < 0) return { code: 1, output }
  const { summary } = JSON.parse(output.slice(start, end + 2)) as Cruise
  if (summary.totalCruised === 0) return { code: 1, output: 'No module was looked at: the parser does not work.' }
  const { default: rules } = (await import('../.dependency-cruiser.cjs')) as {
    default: { forbidden: { name: string; comment: string }[] }
  }
  const lines = summary.violations.map(
    ({ from, to, rule }) =>
      `${from} -> ${to}\n  ${rules.forbidden.find(({ name }) => name === rule.name)?.comment ?? rule.name}`,
  )
  return { code: lines.length === 0 ? 0 : 1, output: lines.join('\n') }
}

/** Next writes types for style sheets and routes, once. */
async function checkTypes(): Promise<Ended> {
  if (!existsSync(path.join(ROOT, '.next/types')) || !existsSync(path.join(ROOT, 'next-env.d.ts'))) {
    const ended = await node(modules('next/dist/bin/next'), 'typegen')
    if (ended.code !== 0) return ended
  }
  return node(modules('typescript/bin/tsc'), '--noEmit')
}
