import { expect, test } from 'vitest'

import { givenVariables } from '#lib/config.ts'

import { childEnvironment } from './child-environment.ts'

const URL = 'postgresql://signet@127.0.0.1:5432/signet'

test('web and worker do not get the role that owns the tables, and do get the rest', () => {
  const given = {
    DATABASE_OWNER_URL: 'postgresql://owner:secret@127.0.0.1/signet',
    DATABASE_URL: URL,
    PORT: '3001',
    NODE_ENV: 'test',
  } as const
  const env = childEnvironment({ dataDir: '/data' }, URL, given)
  expect(env).toMatchObject({ DATABASE_URL: URL, DATA_DIR: '/data', PORT: '3001', NODE_ENV: 'production' })
  expect(JSON.stringify(env)).not.toMatch(/OWNER|secret/)
})

test('what the operator did not say does not count as given', () => {
  const env = childEnvironment({ dataDir: '/data' }, URL, { DATA_DIR: '/data', NODE_ENV: 'test' })
  expect(givenVariables(env)).toContain('DATA_DIR')
  expect(givenVariables(env)).not.toContain('DATABASE_URL')
})
