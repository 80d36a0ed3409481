import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

import { readConfig } from '../config.ts'

/** How often somebody may ask. Each web process counts for itself, so that no request waits for a count. */

const MINUTE_SECONDS = 60
/** Wrong passwords and tokens, from one address. Whoever guesses gets nowhere at this pace. */
const SECRETS_MAX = 10
/** Wrong keys and no key at all, from one address. */
const STRANGERS_MAX = 300
/** Wrong passwords for one account in an hour, whatever the addresses are. */
const ACCOUNT_MAX = 100
const HOUR_SECONDS = 3_600

type Kind = 'requests' | 'secrets' | 'strangers' | 'account'

const held = globalThis as { signetLimits?: Record<Kind, RateLimiterMemory> }

function limiters(): Record<Kind, RateLimiterMemory> {
  const limiter = (points: number, duration: number) => new RateLimiterMemory({ points, duration })
  return (held.signetLimits ??= {
    requests: limiter(readConfig().requestsMax, MINUTE_SECONDS),
    secrets: limiter(SECRETS_MAX, MINUTE_SECONDS),
    strangers: limiter(STRANGERS_MAX, MINUTE_SECONDS),
    account: limiter(ACCOUNT_MAX, HOUR_SECONDS),
  })
}

/** Counts one more. @returns null, or the seconds after which it makes sense to ask again. */
export async function countRequest(kind: Kind, who: string): Promise<number | null> {
  try {
    await limiters()[kind].consume(who)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    throw refusal
  }
}

/** Takes a count back: what was tried was right. Counted first, so that no crowd of guesses comes through together. */
export async function forgiveRequest(kind: Kind, who: string): Promise<void> {
  await limiters()[kind].reward(who, 1)
}

/** Whether the next one would be too many, without counting it. @returns as countRequest. */
export async function isTooMany(kind: Kind, who: string): Promise<number | null> {
  const limiter = limiters()[kind]
  const found = await limiter.get(who)
  return found && found.consumedPoints > limiter.points ? Math.max(1, Math.ceil(found.msBeforeNext / 1000)) : null
}
