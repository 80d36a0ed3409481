import type { Bytes } from './bytes.ts'
import { collect, type Found, type Place, refused, type Walk } from './found.ts'
import { findSpecialKind, type SpecialKind } from './mail-kind.ts'
import { type Mail, type Part, readMail } from './mail-parts.ts'
import { type Format, readStart, sniff } from './sniff.ts'
import { takeApart } from './take-apart.ts'
import { decodeTransfer, transferEncoding } from './transfer-encoding.ts'

const UNREAD: Record<Exclude<SpecialKind, 'bounce' | 'complaint'>, string> = {
  tls: 'This mail brings a TLS report.',
  failure: 'This mail is a DMARC failure report.',
}

/** What a text that is no attachment may be, other than what somebody wrote. */
const IN_BODY: readonly Format[] = ['gzip', 'zlib', 'zip', 'feedback', 'placeholder', 'tls']

/**
 * The documents in a mail. Its text, logos and signatures are none: an ordinary mail, and every special kind, is one
 * document as a whole. Mails within it are walked like it.
 */
export async function* openMail(bytes: Bytes, place: Place, walk: Walk): AsyncGenerator<Found> {
  const mail = await readMail(bytes, walk.budget.entriesLeft + 1)
  const special = await findSpecialKind(mail)
  if (special) {
    yield await openSpecial(special, { bytes, mail }, place, walk)
    return
  }
  let isOrdinary = true
  for (const part of mail.parts) {
    walk.budget.takeEntry()
    for await (const found of openPart(part, place, walk)) {
      if (found.refusal?.code === 'not-a-report') continue
      isOrdinary = false
      yield found
    }
  }
  if (isOrdinary) yield refused(place, 'not-a-report', 'This mail carries no report.')
}

async function openSpecial(
  kind: SpecialKind,
  { bytes, mail }: { bytes: Bytes; mail: Mail },
  place: Place,
  { budget }: Walk,
): Promise<Found> {
  if (kind === 'tls' || kind === 'failure') return refused(place, 'not-read-yet', UNREAD[kind], kind)
  return { name: place.name, kind, bytes: null, mail: await takeApart(bytes, mail, budget), refusal: null }
}

async function* openPart(part: Part, { depth }: Place, walk: Walk): AsyncGenerator<Found> {
  const place = { name: part.name, depth: depth + 1, isMailed: true }
  const encoding = await transferEncoding(part)
  const format = sniff(await readStart(decodeTransfer(part.bytes, encoding)))
  if (format === 'other' || (part.isBodyText && !IN_BODY.includes(format))) return
  if (encoding === 'none') {
    yield* walk.open(part.bytes, place)
    return
  }
  const decoded = await collect(decodeTransfer(part.bytes, encoding), walk)
  try {
    yield* walk.open(decoded, place)
  } finally {
    await decoded.close()
  }
}
