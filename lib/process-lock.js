import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * A lock that dies with its holder: a folder with the holder's process id in it. What a killed process left behind is taken over.
 * Plain JavaScript, because the launcher needs it before anything is installed, on any Node.
 */

/** @typedef {{ pid: number, started: string | null }} Holder */

/**
 * Takes the lock, or says who holds it.
 * @param {string} place the folder that is the lock; the folder above it must exist
 * @returns {{ release: () => void, heldBy: null } | { release: null, heldBy: number }}
 */
export function tryLock(place) {
  for (;;) {
    if (putInPlace(place)) return { release: () => rmSync(place, { recursive: true, force: true }), heldBy: null }
    const holder = readHolder(place)
    if (holder && isAlive(holder)) return { release: null, heldBy: holder.pid }
    takeAway(place, holder)
  }
}

/**
 * Waits for the lock.
 * @param {string} place
 * @param {(pid: number) => void} [onWait] told once who holds it
 * @returns {Promise<() => void>} releases it
 */
export async function waitForLock(place, onWait) {
  for (let told = false; ; told = true) {
    const { release, heldBy } = tryLock(place)
    if (release) return release
    if (!told) onWait?.(heldBy)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Renaming a folder that has the id in it already is one step: nobody ever sees a lock without its holder. */
function putInPlace(/** @type {string} */ place) {
  const mine = `${place}.${process.pid}`
  mkdirSync(mine, { recursive: true })
  writeFileSync(path.join(mine, 'holder.json'), JSON.stringify({ pid: process.pid, started: startOf(process.pid) }))
  try {
    renameSync(mine, place)
    return true
  } catch (error) {
    rmSync(mine, { recursive: true, force: true })
    if (['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES'].includes(error.code) && readHolder(place)) return false
    if (['EEXIST', 'ENOTEMPTY'].includes(error.code)) return false
    throw error
  }
}

/** Two may want to take a dead holder's lock at once: whoever moved away a living one's puts it back. */
function takeAway(/** @type {string} */ place, /** @type {Holder | null} */ dead) {
  const aside = `${place}.dead.${process.pid}`
  rmSync(aside, { recursive: true, force: true })
  try {
    renameSync(place, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved && (moved.pid !== dead?.pid || moved.started !== dead?.started)) renameSync(aside, place)
  else rmSync(aside, { recursive: true, force: true })
}

/** @returns {Holder | null} */
function readHolder(/** @type {string} */ place) {
  try {
    return JSON.parse(readFileSync(path.join(place, 'holder.json'), 'utf8'))
  } catch {
    return null
  }
}

/** Whether the process lives that wrote this, and not merely one that was given the same number later. */
function isAlive(/** @type {Holder} */ holder) {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  const started = startOf(holder.pid)
  if (started === 'zombie') return false
  return !started || !holder.started || started === holder.started
}

/**
 * When a process started, in the kernel's words (Linux), or null where that cannot be known.
 * @returns {string | null}
 */
function startOf(/** @type {number} */ pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? 'zombie' : (fields[19] ?? null)
  } catch {
    return null
  }
}
