import type { AddressInfo } from 'node:net'

import type pg from 'pg'
import { SMTPServer } from 'smtp-server'

import { log } from '../../log.ts'
import { LISTENER_LIMITS, type ListenerLimits } from './listener-limits.ts'
import { type ListenerConfig, makeAnswers } from './make-answers.ts'
import { readCertificate } from './read-certificate.ts'
import { watchCertificate } from './watch-certificate.ts'

/**
 * The listener for mail. Takes mail for ingest addresses and for nobody else, and says yes once it is written down. It sends no
 * mail of its own, and does not look into what it takes: the worker does.
 */

export type Listener = {
  port: number
  /** Takes no more connections, lets mails in transfer finish for a while, and then cuts them. */
  stop(): Promise<void>
}

/** Commands of the library that nobody needs here. Mail is taken without a password, and there is none to give. */
const NOT_HERE = ['AUTH', 'XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL']

/** @throws the system's error when it does not let anybody listen there; PlainError when the certificate cannot be used. */
export async function listenForMail(
  config: ListenerConfig,
  pool: pg.Pool,
  limits: ListenerLimits = LISTENER_LIMITS,
): Promise<Listener> {
  const { smtp, smtpLimits } = config
  const { key, cert } = await readCertificate(config)
  const { handlers, sendAway } = makeAnswers(config, limits, { pool, server: () => server })
  const server: SMTPServer = new SMTPServer({
    ...handlers,
    name: config.ingestDomain,
    heloResponse: '%s',
    logger: false,
    key,
    cert,
    minVersion: 'TLSv1.2',
    size: config.limits.inputBytesMax,
    disabledCommands: NOT_HERE,
    disableReverseLookup: true,
    // Senders whose address is wrong by the letter of RFC 5321 send reports all the same.
    lenientAddressParsing: true,
    maxClients: smtpLimits.connectionsMax,
    maxCommandLength: limits.lineBytesMax,
    socketTimeout: limits.idleMs,
    closeTimeout: limits.finishMs,
  })
  server.server.maxConnections = smtpLimits.connectionsMax + limits.refusedConnectionsMax
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: smtp.host, port: smtp.port }, resolve)
  })
  server.on('error', (error) => log.info({ error }, 'a connection for mail broke'))
  const unwatch = smtp.tls
    ? watchCertificate(smtp.tls, (certificate) => server.updateSecureContext(certificate))
    : () => {}
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: async () => {
      unwatch()
      const closed = new Promise<void>((resolve) => server.close(resolve))
      sendAway()
      await closed
    },
  }
}
