import type { Bytes } from './bytes.ts'
import { firstByte, stretch } from './bytes.ts'
import type { DocumentKind } from './document.ts'
import { caught, collect, type Found, openStream, type Place, refused, type Walk } from './found.ts'
import { gunzip } from './gzip.ts'
import { inflate } from './inflate.ts'
import { openMail } from './mail.ts'
import { openMbox } from './mbox.ts'
import { isUtf16 } from './sniff-text.ts'
import { type Format, sniff, SNIFF_BYTES } from './sniff.ts'
import { type Range, splitXml } from './split-xml.ts'
import { Spool } from './spool.ts'
import { zipEntries } from './zip.ts'

const CONTAINERS: readonly Format[] = ['gzip', 'zlib', 'zip', 'mail', 'mbox']

/** Looks into bytes of any kind and gives the documents in them, at least one. */
export async function* open(bytes: Bytes, place: Place, walk: Walk): AsyncGenerator<Found> {
  const start = await firstByte(bytes)
  const head = await bytes.slice(start ?? bytes.size, SNIFF_BYTES)
  const format = sniff(head)
  if (CONTAINERS.includes(format) && !walk.budget.allowsDepth(place.depth)) {
    yield refused(place, 'too-deep')
    return
  }
  const content = start ? stretch(bytes, start, bytes.size) : bytes
  const inside = { ...place, depth: place.depth + 1 }
  switch (format) {
    case 'gzip':
      return yield* openStream(gunzip(content, walk.budget), inside, walk)
    case 'zlib':
      return yield* openStream(inflate(content, 'zlib'), inside, walk)
    case 'zip':
      return yield* openZip(content, place, walk)
    case 'mail':
      return yield* openMail(content, place, walk)
    case 'mbox':
      return yield* openMbox(content, place, walk)
    case 'feedback':
    case 'xml':
      return yield* openXml(bytes, isUtf16(head), place, walk)
    case 'log':
    case 'event':
      return yield* handOut(bytes, { start: 0, end: bytes.size, kind: format }, place, walk)
    default:
      yield refuseFormat(format, place)
  }
}

function refuseFormat(format: Format, place: Place): Found {
  switch (format) {
    case 'empty':
    case 'placeholder':
    case 'outlook-msg':
    case 'unsupported-archive':
      return refused(place, format)
    case 'tls':
      return refused(place, 'not-read-yet', 'This is a TLS report.', 'tls')
    default:
      return refused(place, 'not-a-report')
  }
}

async function* openZip(bytes: Bytes, place: Place, walk: Walk): AsyncGenerator<Found> {
  let isEmpty = true
  try {
    for await (const entry of zipEntries(bytes)) {
      walk.budget.takeEntry()
      if (entry.isNoise) continue
      isEmpty = false
      const inside = { ...place, name: entry.name, depth: place.depth + 1 }
      if (entry.obstacle) yield refused(inside, entry.obstacle)
      else yield* openStream(entry.content(), inside, walk)
    }
  } catch (error) {
    yield caught(place, error)
    return
  }
  if (isEmpty) yield refused(place, 'empty', 'The zip file holds no file.')
}

async function* openXml(bytes: Bytes, isWide: boolean, place: Place, walk: Walk): AsyncGenerator<Found> {
  const ranges = isWide ? [{ start: 0, end: bytes.size }] : splitXml(bytes)
  for await (const range of ranges) {
    if (range.start > 0) walk.budget.takeEntry()
    yield* handOut(bytes, { ...range, kind: 'aggregate' }, place, walk)
  }
}

type ByteKind = Extract<DocumentKind, 'aggregate' | 'log' | 'event'>

async function* handOut(
  bytes: Bytes,
  { start, end, kind }: Range & { kind: ByteKind },
  { name, isMailed }: Place,
  walk: Walk,
): AsyncGenerator<Found> {
  if (bytes instanceof Spool && start === 0 && end === bytes.size) {
    yield { name, kind, bytes, mail: null, refusal: null, isMailed }
    return
  }
  const copy = await collect(stretch(bytes, start, end).read(), walk)
  try {
    yield { name, kind, bytes: copy, mail: null, refusal: null, isMailed }
  } finally {
    await copy.close()
  }
}
