import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'

import { install } from './install.js'
import { MEMORY_FLAGS, SERVICE_ENVIRONMENT, SERVICE_STOP_MS, isService } from './service.js'

/**
 * The door to every command: installs what is missing, finds a Node that runs TypeScript, and hands over to signet.ts. Plain
 * JavaScript that needs nothing installed and runs on Node 20.19 and later.
 */

const ROOT = path.resolve(import.meta.dirname, '..')
const PARENT_CHECK_MS = 300

try {
  await install(ROOT, (line) => console.error(line))
  run(findNode())
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

/** This Node when it can run TypeScript itself, else the one that was installed with the packages. */
function findNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (process.features.typescript && (major > 22 || (major === 22 && minor >= 18))) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const installed = path.join(ROOT, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary)
  if (existsSync(installed)) return installed
  throw new Error(
    `This is Node ${process.versions.node}, and Signet needs Node 22.18 or later on this system: install Node 24.`,
  )
}

/** Runs signet.ts until it ends. It ends by itself when the channel to this process closes, so a kill -9 here stops it too. */
function run(/** @type {string} */ node) {
  const words = process.argv.slice(2)
  const service = isService(words[0])
  const args = [...MEMORY_FLAGS, path.join(ROOT, 'bin', 'signet.ts'), ...words]
  // Node keeps what it made of each file: a process that need not compile starts sooner, and is 28 MB smaller.
  const made = { NODE_COMPILE_CACHE: path.join(ROOT, 'node_modules', '.cache', 'signet') }
  const env = { ...made, ...process.env, ...(service && SERVICE_ENVIRONMENT) }
  const child = spawn(node, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })

  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal)
    if (service) setTimeout(() => child.kill('SIGKILL'), SERVICE_STOP_MS).unref()
  }
  // Ctrl-C reaches the child as well, being in the same group; more signals than one are nothing new to it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop)
  // SIGTERM to npm kills its shell only, and nobody tells us.
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stop('SIGTERM')
  }, PARENT_CHECK_MS).unref()

  child.on('error', (error) => {
    console.error(`Node could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1))
  })
}
