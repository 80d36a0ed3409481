import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** postmaster.pid, in which a running server writes down who and where it is, and which a killed one leaves behind. */

export type Postmaster = { pid: number; port: number }

/** Larger than any process id that systems hand out. */
const NOBODY = 2_147_483_646

export function readPostmaster(dataDirectory: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(path.join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 ? { pid, port } : null
}

/** Whether this process is a living server of this data directory, and not one that was given its number later. */
export function isPostmasterAlive(pid: number, dataDirectory: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (process.platform !== 'linux') return true
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const state = stat.charAt(stat.lastIndexOf(')') + 2)
    return stat.includes('(postgres)') && state !== 'Z' && state !== 'X' && servesHere(pid, dataDirectory)
  } catch {
    return false
  }
}

/** A server's working directory is its data directory. */
function servesHere(pid: number, dataDirectory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDirectory)
  } catch {
    return true // somebody else's process, which cannot be looked into
  }
}

/**
 * Puts a number that nobody has in the place of a dead server's: a server refuses to start while any process has it, a zombie
 * too. The rest stays, so that the server still looks for remains of the dead one in shared memory.
 */
export function disownPostmaster(dataDirectory: string): void {
  const file = path.join(dataDirectory, 'postmaster.pid')
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [NOBODY, ...lines.slice(1)].join('\n'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
