import { createHash } from 'node:crypto'

import { emailDomain } from './email-domain.ts'

// The key is part of a unique index, whose entries Postgres bounds to about 2,700 bytes.
const KEY_MAX = 300
const KEPT = 200

/**
 * Who wrote a report, for telling reports apart: org_name, trimmed and lower-cased, and the domain of its e-mail. The domain
 * never holds a `|`, so the last one always parts the two. A key beyond 300 characters is cut, and a digest stands for the rest.
 */
export function reporterKey(orgName: string | null, email: string | null): string {
  const key = `${orgName?.trim().toLowerCase() ?? ''}|${emailDomain(email) ?? ''}`
  if (key.length <= KEY_MAX) return key
  return `${key.slice(0, KEPT).toWellFormed()}…${createHash('sha256').update(key).digest('hex')}`
}
