import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem, type } from 'node:os'

export type Machine = {
  day: string
  commit: string | null
  processor: string
  cores: number
  memoryGib: number
  system: string
  node: string
}

export function describeMachine(): Machine {
  return {
    day: new Date().toISOString().slice(0, 10),
    commit: readCommit(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().split('-')[0]}`,
    node: process.versions.node,
  }
}

/** With a + where files differ from it; null outside of a clone. */
function readCommit(): string | null {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    return `${git('rev-parse', '--short=10', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`
  } catch {
    return null
  }
}
