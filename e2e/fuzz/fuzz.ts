import { randomInt } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { type Find, runCases } from './run-cases.ts'
import { makeCase } from './try-case.ts'

/**
 * `npm run fuzz`: tries the unpacker and both readers on hostile input, by default a million cases of a new seed. Exits
 * with 0 when nothing was found, 1 when something was, 2 when an option is wrong.
 */

const CASES = 1_000_000
const SEEDS = 2 ** 31
const SAYS = 20
const FOLDER = path.resolve(import.meta.dirname, '../../test-results/fuzz')
export const TARGET = new URL('try-case.ts', import.meta.url)
const USAGE = 'Usage: npm run fuzz -- [--cases N] [--seed S] [--case N]'

export async function fuzz(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    console.error(USAGE)
    return 2
  }
  const { seed, first, end } = options
  console.log(`Seed ${seed}, cases ${first} to ${end - 1}.`)
  rmSync(FOLDER, { recursive: true, force: true })
  const began = performance.now()
  const finds = await runCases({
    seed,
    first,
    end,
    target: TARGET,
    onProgress: sayProgress(first, end),
    onFind: ({ kind, number }) => console.log(`${kind} in case ${number ?? 'unknown'}`),
  })
  for (const find of finds) await report(seed, find)
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(`${end - first} cases in ${seconds} s, ${finds.length} finds.`)
  return finds.length === 0 ? 0 : 1
}

function readOptions(args: string[]): { seed: number; first: number; end: number } | null {
  try {
    const option = { type: 'string' } as const
    const { values } = parseArgs({ args, options: { cases: option, seed: option, case: option } })
    const seed = wholeNumber(values.seed ?? String(randomInt(SEEDS)))
    const first = wholeNumber(values.case ?? '0')
    const count = values.case === undefined ? wholeNumber(values.cases ?? String(CASES)) : 1
    return { seed, first, end: first + count }
  } catch {
    return null
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) >= SEEDS) throw new Error('not a whole number')
  return Number(text)
}

/** Says now and then how far it is. */
function sayProgress(first: number, end: number): (number: number) => void {
  const step = Math.ceil((end - first) / SAYS)
  let next = first + step
  return (number) => {
    if (number < next) return
    next = number + step
    console.log(`${number - first} of ${end - first}`)
  }
}

/** Tells of a find, and leaves its bytes where they can become a fixture. */
async function report(seed: number, { kind, number, story }: Find): Promise<void> {
  if (number === null) return console.log(`\n${kind}: ${story}`)
  const { target, bytes } = await makeCase(seed, number)
  const file = path.join(FOLDER, `${seed}-${number}.${target}`)
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(file, bytes)
  console.log(`\n${kind} in case ${number} (--seed ${seed} --case ${number}), ${path.relative('.', file)}:\n${story}`)
}
