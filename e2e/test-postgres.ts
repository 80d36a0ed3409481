import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { TestProject } from 'vitest/node'

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import { TEMPLATE, createDatabase } from '#lib/db/testing/test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of the tests on Postgres. */
    serverUrl: string
  }
}

/** One real server for all tests on Postgres, thrown away afterwards. */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-test-postgres-'))
  const server = await startEmbeddedPostgres({ dataDir })
  await createDatabase(server.url, TEMPLATE, null)
  project.provide('serverUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
