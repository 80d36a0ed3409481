import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

import { expect, test } from 'vitest'

import { readConfig } from '#lib/config.ts'

import { protector } from './protect.ts'

type Headers = Record<string, string>

/** What a request from this address becomes, and what its answer says. */
function protect(
  env: Headers,
  { from = '192.0.2.1', url = '/', headers = {} }: { from?: string; url?: string; headers?: Headers },
) {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: from })
  const request = new IncomingMessage(socket)
  Object.assign(request, { url, headers })
  const response = new ServerResponse(request)
  protector(readConfig({ NODE_ENV: 'test', ...env }))(request, response)
  return { asked: request.headers as Headers, answered: response.getHeaders() as Headers }
}

test('every answer forbids frames, guesses of types and foreign scripts', () => {
  for (const url of ['/', '/sign-in?next=/', '/api/v1/summary', '/_next/static/x.js', '/healthz']) {
    const { answered } = protect({}, { url })
    expect(answered).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(answered['content-security-policy']).toContain("default-src 'none'")
    expect(answered['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(answered['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
  }
})

test('a page has a nonce of its own, which no one can choose', () => {
  const headers = { 'x-nonce': 'mine', 'content-security-policy': "script-src 'nonce-mine'" }
  const nonces = [1, 2].map(() => {
    const { asked, answered } = protect({}, { headers: { ...headers } })
    expect(answered['content-security-policy']).toBe(asked['content-security-policy'])
    expect(answered['content-security-policy']).toContain(`'nonce-${asked['x-nonce']}'`)
    return asked['x-nonce']
  })
  expect(new Set([...nonces, 'mine']).size).toBe(3)
})

test('browsers are told to keep to TLS where the address is one of TLS', () => {
  expect(protect({}, {}).answered).not.toHaveProperty('strict-transport-security')
  const { answered } = protect({ BASE_URL: 'https://signet.example.com' }, {})
  expect(answered['strict-transport-security']).toBe('max-age=31536000')
})

test('whoever is no trusted proxy is the client, whatever it says', () => {
  const headers = { 'x-forwarded-for': '203.0.113.1', 'x-signet-client': '203.0.113.2', forwarded: 'for=203.0.113.3' }
  const { asked } = protect({}, { headers })
  expect(asked).toMatchObject({ 'x-signet-client': '192.0.2.1', 'x-signet-proxied': 'yes' })
  expect(Object.keys(asked)).not.toContain('x-forwarded-for')
  expect(protect({}, { headers: { 'x-signet-proxied': 'yes' } }).asked).not.toHaveProperty('x-signet-proxied')
})

test('of a chain of proxies the client is the first that is not trusted, counted from our side', () => {
  const env = { TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1' }
  const client = (forwarded: string, from = '192.0.2.1'): string | undefined =>
    protect(env, { from, headers: { 'x-forwarded-for': forwarded } }).asked['x-signet-client']
  expect(client('203.0.113.9')).toBe('203.0.113.9')
  expect(client('198.51.100.1, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9')
  expect(client('203.0.113.9', '::ffff:10.0.0.1')).toBe('203.0.113.9')
  expect(client('203.0.113.9', '198.51.100.7')).toBe('198.51.100.7')
  expect(client('10.0.0.2, 10.0.0.3')).toBe('10.0.0.2')
})

test('an address of IPv4 that came by IPv6 is the same address', () => {
  expect(protect({}, { from: '::ffff:192.0.2.7' }).asked['x-signet-client']).toBe('192.0.2.7')
  expect(protect({}, { from: '2001:db8::1' }).asked['x-signet-client']).toBe('2001:db8::1')
})

test('a page learns which one it is, and its asker cannot say otherwise', () => {
  const { asked } = protect({}, { url: '/reports?domain=example.com', headers: { 'x-signet-path': '/evil' } })
  expect(asked['x-signet-path']).toBe('/reports?domain=example.com')
})
