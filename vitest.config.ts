import { defineConfig } from 'vitest/config'

const TESTS = '{app,bench,bin,components,lib,worker}/**/*.test.{ts,tsx}'
const ON_POSTGRES = '**/*.db.test.ts'

/**
 * `pure` needs nothing, `db` a real Postgres, `process` the whole product, started as a user starts it, and `peers` programs of
 * others beside it.
 */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: [TESTS], exclude: [ON_POSTGRES], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'db',
          include: [ON_POSTGRES],
          globalSetup: 'e2e/test-postgres.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'process', include: ['e2e/**/*.process.test.ts'], fileParallelism: false } },
      {
        extends: true,
        test: {
          name: 'peers',
          include: ['e2e/peers/*.peers.test.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
