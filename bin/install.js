import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { waitForLock } from '../lib/process-lock.js'

/**
 * Installs the packages when package-lock.json is not the one they were installed from. Works where install scripts are
 * switched off: nothing that Signet needs depends on them.
 * @param {string} root the folder of package.json
 * @param {(line: string) => void} say
 */
export async function install(root, say) {
  const stamp = path.join(root, 'node_modules', '.signet-installed')
  const wanted = fingerprint(root)
  if (isCurrent(stamp, wanted)) return
  const release = await waitForLock(path.join(root, '.installing.lock'), (pid) =>
    say(`Process ${pid} is installing; waiting for it …`),
  )
  try {
    if (isCurrent(stamp, wanted)) return
    say('Installing packages (once, a few minutes) …')
    const began = Date.now()
    const { status, signal, error } = npmCi(root)
    if (error) throw new Error(`npm could not be started (${error.message}). Install npm, then try again.`)
    if (signal) process.exit(130)
    if (status !== 0) throw new Error(`npm ci failed (exit code ${status}); its own lines above say why.`)
    mkdirSync(path.dirname(stamp), { recursive: true })
    writeFileSync(stamp, wanted)
    say(`Packages installed (${Math.round((Date.now() - began) / 1000)} s).`)
  } finally {
    release()
  }
}

/** npm itself runs this when it was what started us; otherwise the one on the PATH. */
function npmCi(/** @type {string} */ root) {
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    '--progress=true',
  ]
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit' })
  const npm = process.env.npm_execpath
  if (npm?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [npm, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

function fingerprint(/** @type {string} */ root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

function isCurrent(/** @type {string} */ stamp, /** @type {string} */ wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
}
