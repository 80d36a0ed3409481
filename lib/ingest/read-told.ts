import { readBounceMail } from '../bounce/read-bounce-mail.ts'
import { readComplaint } from '../bounce/read-complaint.ts'
import { readEvents } from '../bounce/read-events.ts'
import { readLog } from '../bounce/read-log.ts'
import { storeTold } from '../deliveries/store-told.ts'
import type { Teller, Told } from '../deliveries/told.ts'
import { type Refusal, refuse } from '../errors.ts'
import type { UnpackedDocument } from '../unpack/document.ts'
import type { Spool } from '../unpack/spool.ts'
import type { Claim } from './claim.ts'
import type { Outcome } from './outcome.ts'
import type { Deps } from './pipeline.ts'

/** A document that tells of deliveries: a bounce, a complaint, a log or events. */
export type TellingDocument =
  | Extract<UnpackedDocument, { kind: 'log' | 'event'; refusal: null }>
  | Extract<UnpackedDocument, { kind: 'bounce' | 'complaint'; refusal: null }>

/** Events in one text; providers post far less. */
const EVENT_BYTES_MAX = 16 * 1024 * 1024

/**
 * Reads and stores what a document tells of. Not in the transaction of its outcome: a log may be long, and what is stored of it
 * twice is there once.
 */
export async function readTold(
  document: TellingDocument,
  { claim, deps }: { claim: Claim; deps: Deps },
): Promise<Pick<Outcome, 'refusal' | 'told'>> {
  const parts = await read(document, deps.now())
  if ('code' in parts) return { refusal: parts, told: null }
  const told = await storeTold(parts, tellerOf(document, claim), deps)
  return told ? { refusal: null, told } : { refusal: refuse('nothing-delivered'), told: null }
}

async function read(document: TellingDocument, now: Date): Promise<Refusal | Iterable<Told> | AsyncIterable<Told>> {
  switch (document.kind) {
    case 'bounce':
      return [{ deliveries: readBounceMail(document.mail), complaints: [] }]
    case 'complaint': {
      const complaint = readComplaint(document.mail)
      return [{ deliveries: [], complaints: complaint ? [complaint] : [] }]
    }
    case 'event':
      return readEventDocument(document.bytes)
    case 'log':
      return readLogDocument(document.bytes, now)
  }
}

async function readEventDocument(bytes: Spool): Promise<Refusal | Iterable<Told>> {
  if (bytes.size > EVENT_BYTES_MAX)
    return refuse('too-large', `These are more than ${EVENT_BYTES_MAX} bytes of events in one document.`)
  const chunks = await Array.fromAsync(bytes.read())
  const told = readEvents(Buffer.concat(chunks).toString())
  return told ? [told] : []
}

async function* readLogDocument(bytes: Spool, now: Date): AsyncGenerator<Told> {
  for await (const deliveries of readLog(bytes.read(), now)) yield { deliveries, complaints: [] }
}

function tellerOf(document: TellingDocument, claim: Claim): Teller {
  const { ordinal } = document
  const { organizationId, submissionId, receivedAt, reading } = claim
  return {
    organizationId,
    submissionId,
    ordinal,
    receivedAt,
    trust: trustOf(document, claim),
    isReadAgain: reading > 1,
  }
}

/** Of a mail that somebody handed in as a file another one is the sender, and what is attached to it is that one's word. */
function trustOf(document: TellingDocument, { via, mailCheck }: Claim): Teller['trust'] {
  const isOwnWord =
    'isMailed' in document && !document.isMailed && mailCheck === null && via !== 'smtp' && via !== 'imap'
  if (!isOwnWord) return null
  return via === 'event' ? 'webhook' : 'log'
}
