import type { Complaint, Delivery } from '../bounce/delivery.ts'

/** What a part of a document tells of. */
export type Told = { deliveries: Delivery[]; complaints: Complaint[] }

/** A document that tells of deliveries. */
export type Teller = {
  organizationId: string
  submissionId: string
  /** Of the document within its submission. */
  ordinal: number
  receivedAt: Date
  /**
   * Whether it is the organization's own word: events of its provider, or a log that somebody who may handed in. Anybody can send a
   * mail, so what comes by mail is nobody's word.
   */
  trust: 'webhook' | 'log' | null
  /** It was read before, and what it told of then is no more to count. */
  isReadAgain: boolean
}

/** How much a document tells of. `isNew`: some of it nobody had told of before. */
export type ToldCounts = { bounces: number; deliveries: number; complaints: number; isNew: boolean }
