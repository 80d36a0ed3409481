import type { AppleBasis, AppleCertainty } from '../apple/apple-verdict.ts'
import type { ReplyClass } from '../apple/reply-class.ts'
import type { Phase } from '../bounce/delivery.ts'

/** Whose reply it is and what it says, as far as that can be told. */
export type Judgement = {
  /** The mailbox operator that the message went to; null where nothing tells. */
  receiver: { id: string; name: string } | null
  /** True as well where it is only inferred: `certainty` says which. */
  isIcloud: boolean
  basis: AppleBasis | null
  certainty: AppleCertainty
  /** Apple's tag without brackets; null for every other receiver. */
  code: string | null
  /** Of Apple's catalogue; null for other receivers, and where nobody replied. */
  replyGroup: string | null
  replyClass: ReplyClass
  /** As the carrier states it. */
  phase: Phase
  /** In which phase the catalogue knows this reply; `unknown` where it does not. */
  usualPhase: Phase
}
