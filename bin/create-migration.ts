import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { compareSchemas } from '#lib/db/compare-schemas.ts'

const PRISMA = path.resolve(import.meta.dirname, '../prisma')

/**
 * `signet create-migration NAME`: writes prisma/migrations/<time>_<name>/ from the difference between prisma/schema.prisma and the
 * schema that lies beside the newest migration. Needs no database.
 */
export async function createMigration([name]: string[]): Promise<number> {
  if (!name || !/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error('Usage: npm run signet -- create-migration NAME   (lower-case letters, digits and dashes)')
    return 2
  }
  const schema = readFileSync(path.join(PRISMA, 'schema.prisma'), 'utf8')
  const sql = await compareSchemas(newestSchema(), schema)
  if (sql === null) {
    console.log('The schema says what the newest migration says: there is nothing to write.')
    return 0
  }
  const folder = path.join(PRISMA, 'migrations', `${timestamp(new Date())}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  writeFileSync(path.join(folder, 'schema.prisma'), schema)
  console.log(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql: read it before you use it.`)
  return 0
}

function newestSchema(): string | null {
  const migrations = path.join(PRISMA, 'migrations')
  if (!existsSync(migrations)) return null
  const newest = readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .at(-1)
  return newest ? readFileSync(path.join(migrations, newest, 'schema.prisma'), 'utf8') : null
}

/** UTC, as in 20261124093000: the order of names is the order in which migrations are applied. */
function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, '').slice(0, 14)
}
