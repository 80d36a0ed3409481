import { isDeepStrictEqual } from 'node:util'

import type { BounceDraft, BounceValues } from './bounce-draft.ts'

/**
 * One refusal is one bounce, also where a bounce mail, a line of a log and an event of a provider tell of it: they name the same
 * recipient and message, the same host and reply, within ten minutes.
 */

export const TOGETHER_MS = 10 * 60_000

/** @param bounces with the recipient of the draft. @returns the one that it tells of, nearest in time; null for none. */
export function findSame<Bounce extends BounceValues>(
  bounces: readonly Bounce[],
  { values }: BounceDraft,
): Bounce | null {
  let best: Bounce | null = null
  for (const bounce of bounces)
    if (isSame(bounce, values) && (best === null || distance(bounce, values) < distance(best, values))) best = bounce
  return best
}

function distance(bounce: BounceValues, other: BounceValues): number {
  return Math.abs(bounce.at - other.at)
}

function isSame(bounce: BounceValues, other: BounceValues): boolean {
  return (
    bounce.kind === other.kind &&
    bounce.recipientHash !== null &&
    other.recipientHash !== null &&
    bounce.recipientHash.equals(other.recipientHash) &&
    distance(bounce, other) <= TOGETHER_MS &&
    bounce.idHashes.some((hash) => other.idHashes.some((another) => hash.equals(another))) &&
    agree(bounce.remoteHost, other.remoteHost) &&
    agree(bounce.code, other.code) &&
    // Some providers make up a code of their own, so Apple's tag says more than it where both have one.
    ((bounce.code !== null && other.code !== null) || agree(bounce.smtpCode, other.smtpCode))
  )
}

/** Of two carriers one may not say. */
function agree<Value>(one: Value | null, other: Value | null): boolean {
  return one === null || other === null || one === other
}

/**
 * What is known of a bounce once another carrier has told of it. Who shows nothing adds nothing to a bounce that is known to be of a
 * message of one's own.
 * @returns null where nothing changes.
 */
export function mergeBounces(bounce: BounceValues, other: BounceValues): BounceValues | null {
  if (bounce.proof !== null && other.proof === null) return null
  const [first, second] = bounce.proof === null && other.proof !== null ? [other, bounce] : [bounce, other]
  const merged = { ...second, ...known(first) }
  // Whose reply it is comes from the one of the two that knows more.
  const better = CERTAINTIES.indexOf(second.appleCertainty) < CERTAINTIES.indexOf(first.appleCertainty) ? second : first
  for (const field of JUDGED) Object.assign(merged, { [field]: better[field] })
  merged.receiverId = better.receiverId ?? first.receiverId ?? second.receiverId
  merged.phase = first.phase === 'unknown' ? second.phase : first.phase
  merged.idHashes = union(first.idHashes, second.idHashes)
  merged.namedIps = first.namedIps.length > 0 ? first.namedIps : second.namedIps
  return isDeepStrictEqual(merged, bounce) ? null : merged
}

const CERTAINTIES = ['yes', 'no', 'inferred', 'unknown']
const JUDGED = ['isIcloud', 'appleBasis', 'appleCertainty', 'code', 'replyGroup', 'replyClass'] as const

function known(values: BounceValues): Partial<BounceValues> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

function union(one: Buffer[], other: Buffer[]): Buffer[] {
  return [...one, ...other.filter((hash) => !one.some((known) => known.equals(hash)))]
}
