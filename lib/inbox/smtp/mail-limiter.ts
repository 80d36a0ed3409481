import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const MINUTE_SECONDS = 60

/** @returns a function that counts one more mail of a peer, and answers whether that is within `mailsMax` in a minute. */
export function mailLimiter(mailsMax: number): (peer: string) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points: mailsMax, duration: MINUTE_SECONDS })
  return async (peer) => {
    try {
      await limiter.consume(peer)
      return true
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return false
      throw refusal
    }
  }
}
