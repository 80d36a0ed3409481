import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import proxyAddr from 'proxy-addr'

import { CLIENT_HEADER, PATH_HEADER, PROXIED_HEADER } from '#lib/auth/client-address.ts'
import type { Config } from '#lib/config.ts'

/**
 * What every answer says to the browser, and what every request says to our own code: where it comes from, which page it asks for,
 * and the nonce of its scripts. It takes the place of whatever the asker wrote under these names. Done here and not in a proxy of
 * Next's, which would hold and cut the bodies of uploads.
 */
export function protector({
  baseUrl,
  trustedProxies,
}: Config): (request: IncomingMessage, response: ServerResponse) => void {
  const isTrusted = proxyAddr.compile(trustedProxies)
  const isTls = baseUrl.startsWith('https:')
  return (request, response) => {
    const { headers, url = '/' } = request
    headers[CLIENT_HEADER] = proxyAddr(request, isTrusted).replace(/^::ffff:(?=\d+\.)/, '')
    const isProxied = FORWARDING.some((name) => headers[name] !== undefined)
    for (const name of [...FORWARDING, PROXIED_HEADER]) delete headers[name]
    if (isProxied) headers[PROXIED_HEADER] = 'yes'

    for (const [name, value] of FIXED) response.setHeader(name, value)
    if (isTls) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    if (isData(url))
      return void response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    const nonce = randomBytes(16).toString('base64url')
    const policy = pagePolicy(nonce)
    headers[PATH_HEADER] = url
    headers['x-nonce'] = nonce
    headers['content-security-policy'] = policy // Next reads the nonce of its own scripts here
    response.setHeader('Content-Security-Policy', policy)
  }
}

/** What a proxy says beside the address of the client is said by BASE_URL. */
const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

const FIXED: [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
]

function isData(url: string): boolean {
  return /^\/(api|_next|healthz|readyz|metrics)(\/|\?|$)/.test(url)
}

/** Mantine sets variables in style attributes; nothing that somebody wrote is ever put into one. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}
