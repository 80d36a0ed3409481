import type pg from 'pg'

import type { Delivery } from '../bounce/delivery.ts'
import { type Column, insertRows, insertText } from '../db/insert-rows.ts'
import { plausibleTime } from './bounce-draft.ts'
import { identifiersOf } from './identifiers.ts'
import { judgeDelivery } from './judge-delivery.ts'
import type { DomainOf, Telling } from './store-told.ts'

type Row = {
  key: Buffer
  at: Date
  isIcloud: boolean
  receiverId: string | null
  sourceIp: string | null
  domainId: string | null
  messageHash: Buffer | null
  sendingHash: Buffer | null
}

const COLUMNS: Column<Row>[] = [
  ['key', 'bytea', ({ key }) => key],
  ['at', 'timestamptz', ({ at }) => at],
  ['isIcloud', 'boolean', ({ isIcloud }) => isIcloud],
  ['receiverId', 'text', ({ receiverId }) => receiverId],
  ['sourceIp', 'inet', ({ sourceIp }) => sourceIp],
  ['domainId', 'uuid', ({ domainId }) => domainId],
  ['messageHash', 'bytea', ({ messageHash }) => messageHash],
  ['sendingHash', 'bytea', ({ sendingHash }) => sendingHash],
]
const DELIVERIES = {
  name: 'insert-deliveries',
  columns: COLUMNS,
  text: insertText(
    'delivery',
    [
      ['organizationId', 'uuid'],
      ['submissionId', 'uuid'],
      ['ordinal', 'int'],
    ],
    COLUMNS,
    'on conflict do nothing',
  ),
}

/** Writes messages that their recipients' hosts accepted; the same line of two logs once. */
export async function storeAccepted(
  client: pg.ClientBase,
  accepted: Delivery[],
  { teller, sealer, domains }: Telling & { domains: DomainOf },
): Promise<void> {
  const rows = accepted.map((delivery): Row => {
    const { recipient, queueId, providerId, messageId, remoteHost, sourceIp } = delivery
    const at = plausibleTime(delivery.at, teller.receivedAt)
    const { message, queue, provider } = identifiersOf(delivery, sealer)
    const { isIcloud, receiver } = judgeDelivery(delivery)
    return {
      key: sealer.hash(JSON.stringify(['delivery', queueId ?? providerId ?? messageId, recipient, remoteHost, at])),
      at: new Date(at),
      isIcloud,
      receiverId: receiver?.id ?? null,
      sourceIp,
      domainId: domains(delivery),
      messageHash: message,
      sendingHash: queue ?? provider,
    }
  })
  const fixed = [teller.organizationId, teller.submissionId, teller.ordinal]
  await insertRows(client, DELIVERIES, { fixed, rows })
}
