import type { Delivery, DeliveryOutcome } from '../bounce/delivery.ts'
import type { Sealer } from '../db/seal.ts'
import { toText } from '../db/to-json.ts'
import { hideLocalParts } from '../redact.ts'
import { type Identifiers, identifiersOf, listHashes } from './identifiers.ts'
import { judgeDelivery } from './judge-delivery.ts'
import type { Proof } from './proof.ts'

export type BounceKind = Exclude<DeliveryOutcome, 'delivered'>

/** A bounce as its row holds it (prisma/schema.prisma), `at` in milliseconds. */
export type BounceValues = {
  kind: BounceKind
  at: number
  receiverId: string | null
  isIcloud: boolean
  appleBasis: string | null
  appleCertainty: string
  proof: Proof | null
  recipientDomain: string | null
  recipientHash: Buffer | null
  remoteHost: string | null
  remoteIp: string | null
  smtpCode: number | null
  status: string | null
  reply: string | null
  quotedBy: { host: string | null; phase: string; text: string } | null
  phase: string
  code: string | null
  replyGroup: string | null
  replyClass: string
  namedIps: string[]
  sourceIp: string | null
  headerFrom: string | null
  envelopeFrom: string | null
  domainId: string | null
  reportingHost: string | null
  txnId: string | null
  idHashes: Buffer[]
  returnedHeaders: Buffer | null
}

export type BounceDraft = { values: BounceValues; identifiers: Identifiers; carrier: string }

const DAY_MS = 86_400_000
const NAMED_IPS_MAX = 20

/** What one carrier says of a delivery that did not succeed, as a bounce of its own; its proof and domain are found later. */
export function toDraft(
  delivery: Delivery & { outcome: BounceKind },
  { receivedAt, sealer }: { receivedAt: Date; sealer: Sealer },
): BounceDraft {
  const judged = judgeDelivery(delivery)
  const identifiers = identifiersOf(delivery, sealer)
  const { reply, recipient, returnedHeaders } = delivery
  return {
    carrier: delivery.carrier,
    identifiers,
    values: {
      kind: delivery.outcome,
      at: plausibleTime(delivery.at, receivedAt),
      receiverId: judged.receiver?.id ?? null,
      isIcloud: judged.isIcloud,
      appleBasis: judged.basis,
      appleCertainty: judged.certainty,
      proof: null,
      recipientDomain: domainOf(recipient),
      recipientHash: recipient ? sealer.hash(`recipient ${recipient.toLowerCase()}`) : null,
      remoteHost: toText(delivery.remoteHost),
      remoteIp: delivery.remoteIp,
      smtpCode: reply?.smtpCode ?? null,
      status: delivery.status,
      reply: reply && toText(hideLocalParts(reply.text)),
      quotedBy: reply?.quotedBy ? { ...reply.quotedBy, text: hideLocalParts(reply.quotedBy.text) } : null,
      phase: judged.phase,
      code: judged.code,
      replyGroup: judged.replyGroup,
      replyClass: judged.replyClass,
      namedIps: reply?.namedIps.slice(0, NAMED_IPS_MAX) ?? [],
      sourceIp: delivery.sourceIp,
      headerFrom: domainOf(delivery.headerFrom),
      envelopeFrom: domainOf(delivery.envelopeFrom),
      domainId: null,
      reportingHost: toText(delivery.reportingHost),
      txnId: toText(reply?.txnId ?? null),
      idHashes: listHashes(identifiers),
      returnedHeaders: returnedHeaders === null ? null : sealer.seal(Buffer.from(returnedHeaders)),
    },
  }
}

/** A time that nobody can have meant, because it has not come yet, is the time at which it was told. */
export function plausibleTime(at: string | null, receivedAt: Date): number {
  const time = at === null ? NaN : Date.parse(at)
  return Number.isNaN(time) || time > receivedAt.getTime() + DAY_MS ? receivedAt.getTime() : time
}

/** The domain of an address, in lower case; null where there is none. */
export function domainOf(address: string | null): string | null {
  const at = address?.lastIndexOf('@') ?? -1
  if (!address || at === -1) return null
  return (
    toText(
      address
        .slice(at + 1)
        .toLowerCase()
        .replace(/[>.\s]+$/, ''),
    ).slice(0, 253) || null
  )
}
