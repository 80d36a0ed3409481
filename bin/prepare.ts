import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { PlainError } from '#lib/plain-error.ts'
import { waitForLock } from '#lib/process-lock.js'

import { runStep, secondsSince } from './run-step.ts'

/** Makes what is generated: Prisma's client and Next's build. Each has a stamp beside it that says from which sources it was made. */

export const ROOT = path.resolve(import.meta.dirname, '..')

const BUILD_SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]
const BUILD_WAIT_MS = 120_000

/** Runs `prisma generate` unless the client was made from this schema. */
export async function prepareClient(): Promise<void> {
  const wanted = hashSources(['prisma/schema.prisma', 'node_modules/prisma/package.json'])
  await make(
    path.join(ROOT, 'generated', '.signet-made'),
    wanted,
    ['Database client made', 'The database client could not be made.'],
    () =>
      runStep(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
        cwd: ROOT,
        env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
      }),
  )
}

/** Runs `next build` unless the pages were built from these sources. */
export async function prepareBuild(): Promise<void> {
  await make(
    path.join(ROOT, '.next', 'signet-built'),
    hashSources(BUILD_SOURCES),
    ['Pages built', 'The pages could not be built.'],
    nextBuild,
  )
}

async function nextBuild() {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  delete env.DATABASE_URL
  for (const deadline = Date.now() + BUILD_WAIT_MS; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const ended = await runStep(process.execPath, ['node_modules/next/dist/bin/next', 'build'], { cwd: ROOT, env })
    // A build that outlived a killed start holds Next's own lock until it ends.
    if (ended.code === 0 || Date.now() > deadline || !/unable to acquire lock|another next build/i.test(ended.output))
      return ended
  }
}

async function make(
  stamp: string,
  wanted: string,
  [doneText, failedText]: [string, string],
  build: () => Promise<{ code: number; output: string }>,
): Promise<void> {
  if (isCurrent(stamp, wanted)) return
  const release = await waitForLock(path.join(ROOT, '.building.lock'), (pid) =>
    console.log(`Process ${pid} is building; waiting for it …`),
  )
  try {
    if (isCurrent(stamp, wanted)) return
    const began = performance.now()
    rmSync(stamp, { force: true })
    const { code, output } = await build()
    if (code !== 0) {
      console.error(output)
      throw new PlainError(`${failedText} The lines above say why.`)
    }
    writeFileSync(stamp, wanted)
    console.log(`${doneText} (${secondsSince(began)}).`)
  } finally {
    release()
  }
}

function isCurrent(stamp: string, wanted: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}

/** One hash over names and contents of files and folders, without tests, which no build contains. */
function hashSources(sources: string[]): string {
  const hash = createHash('sha256')
  const add = (name: string): void => {
    const place = path.join(ROOT, name)
    if (!existsSync(place) || /\.test\.tsx?$|\/fixtures$/.test(name)) return
    if (statSync(place).isDirectory()) for (const entry of readdirSync(place).toSorted()) add(`${name}/${entry}`)
    else hash.update(`${name}\0`).update(createHash('sha256').update(readFileSync(place)).digest())
  }
  for (const source of sources) add(source)
  return hash.digest('hex')
}
