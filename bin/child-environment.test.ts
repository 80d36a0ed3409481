import { expect, test } from 'vitest'

import { givenVariables } from '#lib/config.ts'

import { childEnvironment } from './child-environment.ts'

const LOUD = { smtp: { host: '127.0.0.1', port: 2525, tls: null }, dns: 'system' } as const
const URL = 'postgresql://signet@127.0.0.1:5432/signet'

test('the processes do not get the role that owns the tables, and do get the rest', () => {
  const given = {
    DATABASE_OWNER_URL: 'postgresql://owner:secret@127.0.0.1/signet',
    DATABASE_URL: URL,
    PORT: '3001',
    NODE_ENV: 'test',
  } as const
  const env = childEnvironment({ dataDir: '/data', ...LOUD }, URL, given)
  expect(env).toMatchObject({ DATABASE_URL: URL, DATA_DIR: '/data', PORT: '3001', NODE_ENV: 'production' })
  expect(JSON.stringify(env)).not.toMatch(/OWNER|secret/)
})

test('what the operator did not say does not count as given', () => {
  const env = childEnvironment({ dataDir: '/data', ...LOUD }, URL, { DATA_DIR: '/data', NODE_ENV: 'test' })
  expect(givenVariables(env)).toContain('DATA_DIR')
  expect(givenVariables(env)).not.toContain('DATABASE_URL')
})

test('what is turned off is off, whatever the environment says, and what was not turned off by it does not count as given', () => {
  const off = { dataDir: '/data', smtp: null, dns: 'off' } as const
  const env = childEnvironment(off, URL, { SMTP_PORT: '25', NODE_ENV: 'test' })
  expect(env).toMatchObject({ SMTP_PORT: '0', DNS_SERVERS: 'off' })
  expect(givenVariables(env)).not.toContain('DNS_SERVERS')
  expect(childEnvironment({ dataDir: '/data', ...LOUD }, URL, { NODE_ENV: 'test' })).not.toHaveProperty('SMTP_PORT')
})
