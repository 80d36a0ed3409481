import type { Readable } from 'node:stream'

import { Busboy } from '@fastify/busboy'

const FILES_MAX = 1_000
const DAMAGED = 'The multipart body is damaged or ends too early.'

type Take = (bytes: AsyncIterable<Uint8Array>, filename: string | null) => Promise<void>

/**
 * Gives each `file` part to `take`, one after the other; a part is read only as fast as it is taken, and `bytes` throws at its end
 * when the part was cut off.
 * @returns a sentence that says what is wrong with the body, or null. Parts that were taken before stay taken.
 */
export async function readMultipart(body: Readable, contentType: string, take: Take): Promise<string | null> {
  const parser = openParser(contentType)
  if (!parser) return 'The multipart body has no boundary, or none that can be read.'
  const openParts = new Set<Readable>()
  let taking: Promise<void> = Promise.resolve()
  let problem: string | null = null
  const fail = (): void => {
    problem = DAMAGED
    // A part whose end never comes would be waited for as long as its sender pleases.
    for (const part of openParts) part.destroy(new Error(DAMAGED))
  }

  parser.on('file', (field, part: Readable, filename) => {
    if (field !== 'file') return void part.resume()
    openParts.add(part)
    let isCutOff = false
    part.on('error', () => {
      isCutOff = true
      problem = DAMAGED
    })
    // A part that is not read to its end has to be drained, or the parser never comes to the next one.
    const taken = (): void => void (openParts.delete(part) && part.resume())
    taking = taking
      .then(() =>
        take(
          wholeOrNothing(part, () => isCutOff),
          filename || null,
        ),
      )
      .finally(taken)
    taking.catch(() => {})
  })
  parser.on(
    'filesLimit',
    () => (problem = `The request has more than ${FILES_MAX} files; send the others in another one.`),
  )

  await new Promise<void>((resolve) => {
    parser.on('finish', resolve)
    const end = (): void => {
      fail()
      resolve()
    }
    parser.on('error', end)
    body.on('error', end)
    body.pipe(parser)
  })
  await taking.catch((error: unknown) => {
    // Reading a part of a damaged body fails; anything else that fails is no fault of the sender.
    if (!problem) throw error
  })
  return problem
}

function openParser(contentType: string): InstanceType<typeof Busboy> | null {
  const limits = { files: FILES_MAX, fieldSize: 64 * 1024, fields: 100, fileSize: Infinity }
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch {
    return null
  }
}

/** A part's bytes. One that was cut off while it waited for its turn ends as if it were whole, and tells only by its error. */
async function* wholeOrNothing(part: Readable, isCutOff: () => boolean): AsyncGenerator<Uint8Array> {
  yield* part.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  if (isCutOff()) throw new Error(DAMAGED)
}
