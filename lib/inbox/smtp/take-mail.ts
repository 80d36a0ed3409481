import type pg from 'pg'

import { type Arrival, type Received, accept, acceptTooLarge, receive } from '../../ingest/accept.ts'
import { log } from '../../log.ts'
import type { MailPath } from '../mail-check.ts'
import { countReceived } from './count-received.ts'
import type { Recipient } from './find-organization-of.ts'
import { SmtpRefusal } from './smtp-refusal.ts'
import { watchLoneDotLine } from './watch-lone-dot-line.ts'

export type Envelope = MailPath & { recipients: Recipient[] }
export type MailDoor = { pool: pg.Pool; bytesMax: number; receivedMax: number; directory: string }

/**
 * Takes the bytes of a mail as they come and hands them in for each organization among the recipients. When it returns, the peer may
 * be told yes.
 * @throws SmtpRefusal when it is told no, and whatever went wrong else.
 */
export async function takeMail(bytes: AsyncIterable<Buffer>, envelope: Envelope, door: MailDoor): Promise<void> {
  const seeLoneDotLine = watchLoneDotLine()
  let hasLoneDotLine = false
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      hasLoneDotLine = seeLoneDotLine(chunk)
      yield chunk
    }
  }
  const { received, tooLarge } = await receive(watched(), door.bytesMax, door.directory)
  try {
    if (hasLoneDotLine)
      throw new SmtpRefusal('550 5.6.11', 'The message has a line with a single dot that does not end in CR LF.')
    if (!received) await refuseTooLarge(envelope, tooLarge, door)
    else await handIn(envelope, received, door)
  } finally {
    await received?.spool.close()
  }
}

async function handIn(envelope: Envelope, received: Received, { pool, receivedMax }: MailDoor): Promise<void> {
  if ((await countReceived(received.spool)) > receivedMax)
    throw new SmtpRefusal('554 5.4.6', `The message has more than ${receivedMax} Received headers: it goes in circles.`)
  for (const arrival of arrivalsOf(envelope)) {
    const { organizationId: organization } = arrival
    const { id: submission, size } = await accept(pool, arrival, received)
    log.info({ organization, submission, bytes: size }, 'a mail was accepted')
  }
}

/** Its line in the ledger is without bytes. */
async function refuseTooLarge(envelope: Envelope, size: number, { pool, bytesMax }: MailDoor): Promise<never> {
  for (const arrival of arrivalsOf(envelope)) await acceptTooLarge(pool, arrival, size, bytesMax)
  throw new SmtpRefusal('552 5.3.4', `The message has more than ${bytesMax} bytes.`)
}

/** One for each organization, with the addresses that are its own. */
function arrivalsOf({ recipients, ...path }: Envelope): Arrival[] {
  const byOrganization = Map.groupBy(recipients, ({ organizationId }) => organizationId)
  return [...byOrganization].map(([organizationId, own]) => ({
    organizationId,
    via: 'smtp',
    filename: null,
    mail: { ...path, envelopeTo: own.map(({ address }) => address), ingestToken: own[0]!.token },
  }))
}
