/** What the answer rests on: who refused, the recipient's mail exchanger, the recipient's domain, or the text alone. */
export type AppleBasis = 'host' | 'mx' | 'recipient' | 'text'

/** Whether it is Apple's: `unknown` where the text could be, and nothing else tells. */
export type AppleCertainty = 'yes' | 'inferred' | 'no' | 'unknown'

export type AppleVerdict = { isIcloud: boolean; basis: AppleBasis | null; certainty: AppleCertainty }
