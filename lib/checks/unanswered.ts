import type { DnsAnswer } from '../dns/answer.ts'
import type { Check } from './check.ts'

export type Unanswered = Extract<DnsAnswer<unknown>, { kind: 'failed' | 'off' }>

/** A check whose question DNS did not answer. */
export function unanswered(id: Check['id'], answer: Unanswered): Check {
  if (answer.kind === 'off')
    return { id, state: 'unknown', sentence: 'DNS was not asked: the setting DNS_SERVERS turns look-ups off.' }
  return {
    id,
    state: 'unknown',
    sentence: 'DNS gave no answer, so this cannot be told now.',
    detail: words(answer.reason),
  }
}

/** What the codes of the resolver mean; others are told as they are. */
const REASONS: Partial<Record<string, string>> = {
  ETIMEOUT: 'No server answered in time.',
  ECONNREFUSED: 'No server listens at the address that is asked.',
  ESERVFAIL: 'The server failed to find the answer (SERVFAIL).',
  EREFUSED: 'The server refuses to answer (REFUSED).',
}

function words(reason: string): string {
  return REASONS[reason] ?? `The reason given is ${reason}.`
}
