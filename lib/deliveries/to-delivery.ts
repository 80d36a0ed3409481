import type { BounceKind } from '#generated/prisma/enums.ts'

import { type Delivery, NOTHING_SAID, type Phase } from '../bounce/delivery.ts'

/** Of a row of `bounce`, what it is judged by. */
export type JudgedColumns = {
  kind: BounceKind
  at: Date
  recipientDomain: string | null
  remoteHost: string | null
  remoteIp: string | null
  smtpCode: number | null
  status: string | null
  reply: string | null
  quotedBy: { host: string | null; phase: Phase; text: string } | null
  phase: Phase
  namedIps: string[]
  sourceIp: string | null
  headerFrom: string | null
  envelopeFrom: string | null
  reportingHost: string | null
  txnId: string | null
}

/** The columns of JudgedColumns, for a statement with `bounce` under the alias `b`. */
export const JUDGED_COLUMNS = `b.kind, b.at, b."recipientDomain", b."remoteHost", host(b."remoteIp") as "remoteIp", b."smtpCode", b.status,
  b.reply, b."quotedBy", b.phase, b."namedIps", host(b."sourceIp") as "sourceIp", b."headerFrom", b."envelopeFrom",
  b."reportingHost", b."txnId"`

/** A stored bounce as the delivery that it is of, to be judged anew. Its addresses are gone: their domains stand in for them. */
export function toDelivery(row: JudgedColumns): Delivery {
  const { kind, at, recipientDomain, remoteHost, remoteIp, status, phase, namedIps, txnId } = row
  return {
    ...NOTHING_SAID,
    outcome: kind,
    carrier: 'dsn',
    at: at.toISOString(),
    reply:
      row.reply === null
        ? null
        : {
            text: row.reply,
            smtpCode: row.smtpCode,
            status,
            phase,
            // Where a reply is quoted, the stored host is who quoted it.
            host: null,
            ip: null,
            quotedBy: row.quotedBy,
            namedIps,
            txnId,
          },
    status,
    remoteHost,
    remoteIp,
    recipient: addressAt(recipientDomain),
    envelopeFrom: addressAt(row.envelopeFrom),
    headerFrom: addressAt(row.headerFrom),
    reportingHost: row.reportingHost,
    sourceIp: row.sourceIp,
  }
}

function addressAt(domain: string | null): string | null {
  return domain && `someone@${domain}`
}
