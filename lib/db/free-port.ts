import { createServer } from 'node:net'

/** Below the range from which systems take ports for outgoing connections, so that a restart finds the port free again. */
const FIRST = 20_000
const LAST = 32_000

/** A port of this machine's own address that nothing listens on: `preferred`, or any. */
export async function findFreePort(preferred?: number): Promise<number> {
  if (preferred && !(await tryPort('127.0.0.1', preferred))) return preferred
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (!(await tryPort('127.0.0.1', port))) return port
  }
}

/**
 * Listens there for a moment.
 * @returns null when a server may listen there now, or else the system's word for the reason why not, such as EADDRINUSE.
 */
export function tryPort(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port }, () => server.close(() => resolve(null)))
  })
}
