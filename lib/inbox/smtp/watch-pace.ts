import type { Readable } from 'node:stream'

import type { ListenerLimits } from './listener-limits.ts'

/** Calls `cut` once when a mail that is being received takes too long, or comes too slowly. */
export function watchPace(
  stream: Readable & { byteLength: number },
  { dataMs, paceMs, paceBytesMin }: Pick<ListenerLimits, 'dataMs' | 'paceMs' | 'paceBytesMin'>,
  cut: () => void,
): void {
  let before = stream.byteLength
  const pace = setInterval(() => {
    if (stream.byteLength - before < paceBytesMin) cut()
    before = stream.byteLength
  }, paceMs)
  const end = setTimeout(cut, dataMs)
  for (const over of ['end', 'close'])
    stream.once(over, () => {
      clearInterval(pace)
      clearTimeout(end)
    })
}
