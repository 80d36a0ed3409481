import { createServer } from 'node:net'

/** Below the range from which systems take ports for outgoing connections, so that a restart finds the port free again. */
const FIRST = 20_000
const LAST = 32_000

/** A port of this machine's own address that nothing listens on: `preferred`, or any. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred && (await isPortFree('127.0.0.1', preferred))) return preferred
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (await isPortFree('127.0.0.1', port)) return port
  }
}

/** Whether a server may listen there now. */
export function isPortFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ host, port }, () => server.close(() => resolve(true)))
  })
}
