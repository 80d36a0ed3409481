import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Writes into package-lock.json the optional packages of other systems that npm left out because the registry it asked did not show
 * them; `npm ci` refuses a lock in which they are missing, on every system. Run after each `npm install`; `--check` only looks.
 */

const FILE = path.resolve(import.meta.dirname, '../package-lock.json')
const SYSTEMS = {
  darwin: 'darwin',
  macos: 'darwin',
  win32: 'win32',
  windows: 'win32',
  win: 'win32',
  linux: 'linux',
  linuxmusl: 'linux',
  android: 'android',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  aix: 'aix',
}
const PROCESSORS = new Set([
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
])

/** Adds what is missing to the lock. @returns the names that were added */
export function completeLock(/** @type {{ packages: Record<string, any> }} */ lock) {
  const added = []
  for (const [where, { optionalDependencies = {} }] of Object.entries({ ...lock.packages }))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isThere(lock, where, name) || !/^\d/.test(version)) continue
      lock.packages[`node_modules/${name}`] = entry(name, version)
      added.push(name)
    }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')))
  return added
}

/** Looks where Node would: in the package's own folder and in each one above it. */
function isThere(lock, where, name) {
  for (let folder = where; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (lock.packages[`${folder}${folder && '/'}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function entry(name, version) {
  const words = name.split(/[-_/@]/)
  const os = words.map((word) => SYSTEMS[word]).find(Boolean)
  const cpu = words.find((word) => PROCESSORS.has(word))
  const libc = /musl/.test(name) ? ['musl'] : null
  return { version, ...(cpu && { cpu: [cpu] }), ...(libc && { libc }), optional: true, ...(os && { os: [os] }) }
}

if (process.argv[1] === import.meta.filename) {
  const text = readFileSync(FILE, 'utf8')
  const lock = JSON.parse(text)
  const added = completeLock(lock)
  const isCheck = process.argv.includes('--check')
  if (added.length === 0) console.log('package-lock.json is complete.')
  else if (isCheck) {
    console.log(
      `package-lock.json lacks ${added.length} optional packages of other systems: run node bin/complete-lock.js`,
    )
    process.exitCode = 1
  } else {
    writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
    console.log(`Added ${added.length} optional packages of other systems to package-lock.json.`)
  }
}
