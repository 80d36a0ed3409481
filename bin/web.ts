import { STATUS_CODES, createServer } from 'node:http'
import path from 'node:path'

import next from 'next'

import { type Config, originOf, readConfig } from '#lib/config.ts'
import { log } from '#lib/log.ts'
import { processMetrics } from '#lib/metrics/process-metrics.ts'

import { cannotListen } from './address.ts'
import { inLocale } from './in-locale.ts'
import { protector } from './protect.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { refuseUnreadable } from './refuse-unreadable.ts'
import { requireDatabase } from './require-database.ts'
import { SUPERVISED, tellReady, untilStopped } from './until-stopped.ts'

/** Open requests may take this long when the process stops. */
const FINISH_MS = 5_000

/** `signet web`: one web process, until it is told to stop. */
export async function web(args: string[]): Promise<number> {
  const isSupervised = args.includes(SUPERVISED)
  const stopped = untilStopped(isSupervised ? 'supervisor' : 'signals')
  const config = await requireDatabase(readConfig())
  const server = await listen(config)
  await wakeUp(config)
  tellReady()
  log.info(`the pages are on ${originOf(config.host, config.port)}`)
  await stopped
  await close(server)
  log.info('the web process has ended')
  return 0
}

/** Next runs instrumentation.ts before its first answer, and not earlier: who is told that Signet is ready must find what it makes. */
async function wakeUp({ host, port }: Config): Promise<void> {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  await (await fetch(`${originOf(here, port)}/healthz`)).arrayBuffer()
}

type Server = ReturnType<typeof createServer>

async function listen(config: Config): Promise<Server> {
  const { host, port } = config
  const app = next({ dev: false, dir: path.resolve(import.meta.dirname, '..'), hostname: host, port })
  await app.prepare()
  const answer = app.getRequestHandler()
  const { countRequest } = processMetrics()
  const protect = protector(config)
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    response.once('finish', () => countRequest({ method, url, status: response.statusCode }))
    protect(request, response)
    const asked = { method, url, host: headers.host, origin: headers.origin }
    const refused = refuseForeign(asked, config) ?? refuseUnreadable({ method, url })
    if (refused) {
      const { status, sentence } = refused
      response.writeHead(status, { 'content-type': 'application/problem+json', connection: 'close' })
      response.end(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail: sentence }))
      return
    }
    inLocale(headers['accept-language'], () => answer(request, response)).catch((error: unknown) => {
      log.error({ error }, 'a request failed')
      response.destroy()
    })
  })
  // An honest upload may take as long as it takes; a sender that does not even finish its headers may not.
  server.requestTimeout = 0
  server.headersTimeout = 30_000
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(cannotListen(host, port, error.code ?? error.message)),
    )
    server.listen({ host, port }, resolve)
  })
  return server
}

/** Takes no more connections, lets open requests finish for a while, and then cuts them. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
    // What becomes idle while it stops has had its answer.
    setInterval(() => server.closeIdleConnections(), 100).unref()
  })
}
