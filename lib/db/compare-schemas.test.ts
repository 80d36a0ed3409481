import { expect, test } from 'vitest'

import { compareSchemas } from './compare-schemas.ts'

const FIRST = `datasource db {
  provider = "postgresql"
}

model Domain {
  id   Int    @id
  name String
}
`

test('writes what makes the tables, what changes them, and nothing when nothing changed', async () => {
  expect(await compareSchemas(null, FIRST)).toContain('CREATE TABLE "Domain"')
  const second = FIRST.replace('name String', 'name String\n  note String?')
  expect(await compareSchemas(FIRST, second)).toContain('ALTER TABLE "Domain" ADD COLUMN     "note" TEXT;')
  expect(await compareSchemas(second, second)).toBeNull()
})
