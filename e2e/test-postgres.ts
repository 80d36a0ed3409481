import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { TestProject } from 'vitest/node'

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import type { DatabaseUrls } from '#lib/db/migrate.ts'
import { TEMPLATE, createDatabase } from '#lib/db/testing/test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of the tests on Postgres. */
    server: DatabaseUrls
  }
}

/** One real server for all tests on Postgres, thrown away afterwards. */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-test-postgres-'))
  const server = await startEmbeddedPostgres({ dataDir })
  const { url, ownerUrl } = server
  await createDatabase(server, TEMPLATE, null)
  project.provide('server', { url, ownerUrl })
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
