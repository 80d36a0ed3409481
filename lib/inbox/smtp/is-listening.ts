import { connect } from 'node:net'

/** A listener that takes longer than this to say its name does not listen. */
const PATIENCE_MS = 2_000

/** Whether a mail server answers there and takes mail. */
export function isListening({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
    const socket = connect({ host: here, port })
    const end = (answer: boolean): void => {
      resolve(answer)
      socket.destroy()
    }
    socket.setTimeout(PATIENCE_MS, () => end(false))
    socket.once('error', () => end(false))
    socket.once('close', () => end(false))
    socket.once('data', (banner) => end(banner.toString('latin1').startsWith('220')))
  })
}
