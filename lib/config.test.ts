import { expect, test } from 'vitest'

import { FILLED_IN, givenVariables, readConfig } from './config.ts'

const read = (env: Record<string, string>) => readConfig({ NODE_ENV: 'test', ...env })

test('without a word the address is this machine’s, with a word it is that one', () => {
  expect(read({})).toMatchObject({ baseUrl: 'http://127.0.0.1:3000', isBaseUrlGiven: false, trustedProxies: [] })
  expect(read({ HOST: '::1', PORT: '80' }).baseUrl).toBe('http://[::1]:80')
  expect(read({ BASE_URL: 'https://Signet.example.com/' })).toMatchObject({
    baseUrl: 'https://signet.example.com',
    isBaseUrlGiven: true,
  })
})

test.each([
  'signet.example.com',
  'ftp://signet.example.com',
  'https://signet.example.com/path',
  'https://a@b.example',
  'https://x.example/?q',
])('BASE_URL may not be %s', (BASE_URL) => expect(() => read({ BASE_URL })).toThrow('BASE_URL is'))

test('proxies are addresses and networks', () => {
  expect(read({ TRUSTED_PROXIES: ' 10.0.0.0/8, ::1 ,' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'])
  for (const TRUSTED_PROXIES of ['proxy', '10.0.0.0/33', '10.0.0.1;::1', 'loopback'])
    expect(() => read({ TRUSTED_PROXIES })).toThrow('TRUSTED_PROXIES has')
})

test('a secret is long enough, and is not in the sentence that says it is not', () => {
  for (const name of ['SECRET_KEY', 'SIGNET_API_KEY']) {
    expect(() => read({ [name]: 'x'.repeat(31) })).toThrow(`${name} is too short: it must have 32 characters or more.`)
    expect(() => read({ [name]: 'x'.repeat(32) })).not.toThrow()
  }
  const weak = { SIGNET_ADMIN_EMAIL: 'a@example.com', SIGNET_ADMIN_PASSWORD: 'hunter2' }
  expect(() => read(weak)).toThrow('12 characters or more')
  expect(() => read(weak)).not.toThrow('hunter2')
  expect(() => read({ SMTP_OUT_URL: 'hunter2', MAIL_FROM: 'a@example.com' })).not.toThrow('hunter2')
})

test('what belongs together is set together', () => {
  expect(() => read({ SIGNET_ADMIN_EMAIL: 'a@example.com' })).toThrow('belong together')
  expect(() => read({ SMTP_OUT_URL: 'smtp://mail.example.com' })).toThrow('MAIL_FROM is not set')
  expect(read({ SMTP_OUT_URL: 'smtps://u:p@mail.example.com', MAIL_FROM: 'Signet <s@example.com>' }).smtpOut).toEqual({
    url: 'smtps://u:p@mail.example.com',
    from: 'Signet <s@example.com>',
  })
})

test('what the supervisor filled in was not given by the operator', () => {
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: 'x',
    PORT: '1',
    HOST: '',
    [FILLED_IN]: 'DATABASE_URL,DATA_DIR',
  } as const
  const given = givenVariables(env)
  expect([given.has('PORT'), given.has('DATABASE_URL'), given.has('HOST')]).toEqual([true, false, false])
})
