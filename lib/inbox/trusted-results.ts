import { domainOf } from './host-name.ts'
import type { MailCheck } from './mail-check.ts'
import type { Header } from './read-top.ts'

const LENGTH_MAX = 16 * 1024
const PASSED_MAX = 20
const COMMENT_DEPTH_MAX = 5

/**
 * What the first header Authentication-Results (RFC 8601) says, when a trusted host wrote it. Only the first counts: a host adds its
 * own above those that came with the mail. What is not written by the rules counts for nothing.
 */
export function readTrustedResults(headers: Header[], trustedHosts: string[]): MailCheck['trusted'] {
  const first = headers.find(({ name }) => name === 'authentication-results')
  if (!first || trustedHosts.length === 0 || first.text.length > LENGTH_MAX) return null
  const parts = splitParts(first.text.slice(first.text.indexOf(':') + 1))
  const host = hostOf(parts?.[0] ?? [])
  if (!parts || host === null || !trustedHosts.includes(host)) return null
  return { host, passed: [...new Set(parts.slice(1).flatMap(passedDomains))].slice(0, PASSED_MAX) }
}

/** `authserv-id [version]` */
function hostOf([host, version = '1', ...others]: string[]): string | null {
  return host && version === '1' && others.length === 0 ? host.toLowerCase() : null
}

/** `dkim=pass [reason=...] header.d=example.com` gives the domain. */
function passedDomains([result = '', ...properties]: string[]): string[] {
  const method = /^(dkim|spf)(?:\/1)?=pass$/i.exec(result)?.[1]?.toLowerCase()
  const values = new Map<string, string>()
  for (const property of properties) {
    const [, name, value] = /^([a-z]+(?:\.[a-z0-9_-]+)?)=(.+)$/i.exec(property) ?? []
    // Two values for one name, or words between them: it is not known what passed.
    if (!name || values.has(name.toLowerCase())) return []
    values.set(name.toLowerCase(), value!)
  }
  const value =
    method === 'dkim' ? (values.get('header.d') ?? values.get('header.i')) : method && values.get('smtp.mailfrom')
  const domain = value ? domainOf(value) : null
  return domain ? [domain] : []
}

/** The words between semicolons, without comments; null when quotes or comments have no end. */
function splitParts(text: string): string[][] | null {
  const plain = withoutComments(text)
  if (plain === null) return null
  return plain.split(';').map((part) =>
    part
      .replaceAll(/\s*=\s*/g, '=')
      .split(/\s+/)
      .filter(Boolean),
  )
}

/** Of a quoted string only what is a plain word stays; any other is replaced by a word that is no domain. */
function withoutComments(text: string): string | null {
  let plain = ''
  let depth = 0
  for (const [token] of text.matchAll(/\\.|"(?:[^"\\]|\\.)*"|[^\\"()]+|[^]/gs)) {
    if (token === '(') depth += 1
    else if (token === ')') depth -= 1
    else if (depth > 0) continue
    else if (token === '"' || token.startsWith('\\')) return null
    else plain += token.startsWith('"') ? unquote(token) : token
    if (depth < 0 || depth > COMMENT_DEPTH_MAX) return null
    if (token === ')') plain += ' '
  }
  return depth === 0 ? plain : null
}

function unquote(quoted: string): string {
  const text = quoted.slice(1, -1)
  return /^[^\\;\s=]+$/.test(text) ? text : 'quoted'
}
