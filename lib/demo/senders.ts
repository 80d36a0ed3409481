import { FORWARDERS } from './forwarders.ts'
import { OWN_SENDERS } from './own-senders.ts'
import type { Sender } from './sender.ts'
import { SPOOFERS } from './spoofers.ts'

/** Everybody who sends as one of the domains. */
export const SENDERS: Sender[] = [...OWN_SENDERS, ...FORWARDERS, ...SPOOFERS]
