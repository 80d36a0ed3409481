import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Config } from '../config.ts'

let made: { file: string; key: string } | null = null

/** The secret of this installation: SECRET_KEY, or the one in the data directory, which is made when there is none. */
export function secretKey({ secretKey: given, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): string {
  if (given) return given
  const file = path.join(dataDir, 'secret-key')
  if (made?.file !== file) made = { file, key: readOrMake(file) }
  return made.key
}

function readOrMake(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    // Two processes may both find none: only one of them can give its file this name.
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const own = `${file}.${process.pid}`
    writeFileSync(own, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(own, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(own, { force: true })
    }
    return readFileSync(file, 'utf8').trim()
  }
}
