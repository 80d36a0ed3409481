import { readFileSync, readdirSync } from 'node:fs'

/** The most memory that processes had, in MiB. Null where the system does not say (it is asked the way of Linux). */
export type Peaks<Name extends string> = Record<Name, number | null>

export type Watched<Name extends string> = { stop(): Peaks<Name> }

const EVERY_MS = 100

/**
 * Watches processes with all that they start, each by the most that it ever had resident (`VmHWM`), until stopped.
 * A peak is that of the largest process of a family.
 */
export function watchMemory<Name extends string>(roots: Record<Name, () => number | null>): Watched<Name> {
  const peaks = new Map<string, number>()
  const look = (): void => {
    const parents = readParents()
    for (const [name, root] of Object.entries<() => number | null>(roots))
      for (const pid of familyOf(root(), parents))
        peaks.set(name, Math.max(peaks.get(name) ?? 0, readMib(pid, 'VmHWM')))
  }
  const timer = setInterval(look, EVERY_MS)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return Object.fromEntries(Object.keys(roots).map((name) => [name, peaks.get(name) ?? null])) as Peaks<Name>
    },
  }
}

/** Watches a PostgreSQL server: what its processes have of their own at the same time, and the memory that they share once. */
export function watchPostgres(postmaster: number): Watched<'postgres'> {
  let peak = 0
  const look = (): void => {
    const family = familyOf(postmaster, readParents())
    const own = family.reduce((sum, pid) => sum + readMib(pid, 'RssAnon'), 0)
    peak = Math.max(peak, own + Math.max(0, ...family.map((pid) => readMib(pid, 'RssShmem'))))
  }
  const timer = setInterval(look, EVERY_MS)
  return {
    stop: () => {
      clearInterval(timer)
      return { postgres: peak > 0 ? peak : null }
    },
  }
}

function readParents(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of listProcesses()) {
    const parent = /^PPid:\s+(\d+)/m.exec(readStatus(Number(name)))?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  return parents
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

function familyOf(root: number | null, parents: Map<number, number>): number[] {
  if (root === null || !parents.has(root)) return []
  const family = [root]
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child)
  return family
}

/** Of a process that is gone: nothing. */
function readMib(pid: number, name: 'VmHWM' | 'RssAnon' | 'RssShmem'): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readStatus(pid))?.[1] ?? 0) / 1024
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
