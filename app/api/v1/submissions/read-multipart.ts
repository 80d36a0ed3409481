import type { Readable } from 'node:stream'

import { Busboy } from '@fastify/busboy'

const FILES_MAX = 1_000

/**
 * Gives each `file` part to `take`, one after the other; a part is read only as fast as it is taken.
 * @returns a sentence that says what is wrong with the body, or null. Parts that were taken before stay taken.
 */
export async function readMultipart(
  body: Readable,
  contentType: string,
  take: (bytes: AsyncIterable<Uint8Array>, filename: string | null) => Promise<void>,
): Promise<string | null> {
  if (!/boundary=/i.test(contentType)) return 'The multipart body has no boundary.'
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: { files: FILES_MAX, fieldSize: 64 * 1024, fields: 100, fileSize: Infinity },
  })
  let taking: Promise<void> = Promise.resolve()
  let problem: string | null = null
  const damaged = (): void => void (problem = 'The multipart body is damaged or ends too early.')
  parser.on('file', (field, stream, filename) => {
    if (field !== 'file') return void stream.resume()
    stream.on('error', damaged)
    // A part that is not read to its end must be drained, or the parser never comes to the next one.
    const bytes = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
    taking = taking.then(() => take(bytes, filename || null)).finally(() => stream.resume())
    taking.catch(() => {})
  })
  parser.on(
    'filesLimit',
    () => (problem = `The request has more than ${FILES_MAX} files; send them in several requests.`),
  )

  await new Promise<void>((resolve) => {
    parser.on('finish', resolve)
    parser.on('error', () => {
      damaged()
      resolve()
    })
    body.on('error', () => parser.destroy(new Error('the request was cut off')))
    body.pipe(parser)
  })
  await taking.catch((error: unknown) => {
    // Reading a part of a damaged body fails; anything else that fails is no fault of the sender.
    if (!problem) throw error
  })
  return problem
}
