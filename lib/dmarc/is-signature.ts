import type { DkimAuth } from './report.ts'

/** Reporters write a result without a domain to say that there was no signature (fixture any-empty-signature.xml). */
export function isSignature({ domain, result }: Pick<DkimAuth, 'domain' | 'result'>): boolean {
  return Boolean(domain) || !(result === null || result === 'none' || result === 'fail' || result === 'neutral')
}
