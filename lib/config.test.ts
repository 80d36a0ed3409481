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

test('the listener for mail has a port, and 0 turns it off', () => {
  expect(read({}).smtp).toEqual({ host: '127.0.0.1', port: 2525, tls: null })
  expect(read({ SMTP_PORT: '0' }).smtp).toBeNull()
  expect(() => read({ SMTP_PORT: 'x' })).toThrow('it must be 0, or a whole number from 1 to 65535')
  expect(read({ SMTP_TLS_KEY: '/a', SMTP_TLS_CERT: '/b' }).smtp?.tls).toEqual({ keyFile: '/a', certFile: '/b' })
  expect(() => read({ SMTP_TLS_KEY: '/a' })).toThrow('belong together')
})

test('INGEST_DOMAIN is the name of a domain', () => {
  expect(read({ INGEST_DOMAIN: 'Reports.Example.com.' }).ingestDomain).toBe('reports.example.com')
  for (const INGEST_DOMAIN of ['a@example.com', 'example.com/', 'a..b', 'x'.repeat(64)])
    expect(() => read({ INGEST_DOMAIN })).toThrow('INGEST_DOMAIN is')
})

test('DNS_SERVERS are addresses, or turn look-ups off', () => {
  expect(read({}).dns).toBe('system')
  expect(read({ DNS_SERVERS: 'off' }).dns).toBe('off')
  const servers = ['9.9.9.9', '127.0.0.1:5353', '2620:fe::fe', '[::1]:53']
  expect(read({ DNS_SERVERS: servers.join(', ') }).dns).toEqual(servers)
  for (const DNS_SERVERS of ['dns.example.com', 'off, 9.9.9.9', '9.9.9.9:dns'])
    expect(() => read({ DNS_SERVERS })).toThrow('DNS_SERVERS has')
})
