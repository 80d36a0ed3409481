import path from 'node:path'

import type pg from 'pg'
import type { SMTPServer, SMTPServerAddress, SMTPServerOptions, SMTPServerSession } from 'smtp-server'

import { readDiskShortage } from '../../capacity/read-shortage.ts'
import type { Config } from '../../config.ts'
import { log } from '../../log.ts'
import { type Recipient, findOrganizationOf } from './find-organization-of.ts'
import type { ListenerLimits } from './listener-limits.ts'
import { mailLimiter } from './mail-limiter.ts'
import { parseRecipient } from './parse-recipient.ts'
import { peerKey } from './peer-key.ts'
import { noRoom, refusalOf } from './refusal-of.ts'
import { SmtpRefusal } from './smtp-refusal.ts'
import { type Envelope, type MailDoor, takeMail } from './take-mail.ts'
import { type Visit, beginVisit } from './visit.ts'
import { watchPace } from './watch-pace.ts'

export type ListenerConfig = Pick<Config, 'dataDir' | 'freeBytesMin' | 'ingestDomain' | 'limits' | 'smtpLimits'> & {
  smtp: NonNullable<Config['smtp']>
}

type Session = SMTPServerSession
type Done = (refusal?: SmtpRefusal) => void
type Handlers = Required<
  Pick<SMTPServerOptions, 'onConnect' | 'onSecure' | 'onMailFrom' | 'onRcptTo' | 'onData' | 'onClose'>
>

const STOPPING = '4.3.2 This server is being stopped: try again later.'

/** What the listener answers to the steps of a dialogue. */
export type Answers = {
  handlers: Handlers
  /** Sends away everybody who is not in the middle of a mail, and those who are once it is over. */
  sendAway: () => void
}

/** @param server the one that these handlers are for; it is there by the time the first of them is called. */
export function makeAnswers(
  config: ListenerConfig,
  limits: ListenerLimits,
  deps: { pool: pg.Pool; server: () => SMTPServer },
): Answers {
  const { pool } = deps
  const visits = new Map<string, Visit>()
  const recipients = new WeakMap<SMTPServerAddress, Recipient>()
  const countMail = mailLimiter(config.smtpLimits.peerMailsMax)
  const door: MailDoor = {
    pool,
    bytesMax: config.limits.inputBytesMax,
    receivedMax: limits.receivedMax,
    directory: path.join(config.dataDir, 'tmp'),
  }
  let isStopping = false

  const welcome = async ({ id, remoteAddress }: Session): Promise<void> => {
    const connections = [...deps.server().connections]
    const peer = peerKey(remoteAddress)
    const ofPeer = connections.filter((one) => peerKey(one.remoteAddress) === peer)
    if (ofPeer.length > config.smtpLimits.peerConnectionsMax)
      throw new SmtpRefusal('421 4.7.0', 'You have too many connections here: try again later.')
    visits.set(
      id,
      beginVisit(
        connections.find((one) => one.id === id)!,
        limits,
      ),
    )
  }

  const beginMail = async ({ id, remoteAddress }: Session): Promise<void> => {
    visits.get(id)?.goOn()
    if (!(await countMail(peerKey(remoteAddress))))
      throw new SmtpRefusal('450 4.7.1', 'You send too many mails in a minute: try again later.')
    if (await readDiskShortage(config)) throw noRoom()
  }

  const addRecipient = async (to: SMTPServerAddress, { id, envelope }: Session): Promise<void> => {
    visits.get(id)?.goOn()
    if (envelope.rcptTo.length >= limits.recipientsMax)
      throw new SmtpRefusal('452 4.5.3', 'This mail has enough recipients: send it to the others in another one.')
    const address = parseRecipient(to.address, config.ingestDomain)
    const organizationId = address && (await findOrganizationOf(pool, address))
    if (!organizationId) throw refuseRecipient(visits.get(id))
    recipients.set(to, { address: to.address, organizationId, token: address.token })
  }

  const refuseRecipient = (visit: Visit | undefined): SmtpRefusal => {
    if (visit && ++visit.refusedCount >= limits.refusedMax)
      return new SmtpRefusal('421 4.7.0', 'Too many of these addresses do not exist.')
    return new SmtpRefusal('550 5.1.1', 'No mail is taken for this address: it does not exist here, or not any more.')
  }

  const envelopeOf = ({ envelope, remoteAddress, hostNameAppearsAs }: Session): Envelope => ({
    envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : null,
    // Postgres knows addresses without a zone.
    peer: remoteAddress.replace(/%.*$/, ''),
    helo: hostNameAppearsAs || null,
    recipients: envelope.rcptTo.flatMap((to) => recipients.get(to) ?? []),
  })

  const handlers: Handlers = {
    onConnect: (session, done) => settle(welcome(session), done),
    onSecure: (_socket, { id }, done) => {
      visits.get(id)?.goOn()
      done()
    },
    onMailFrom: (_from, session, done) => settle(beginMail(session), done),
    onRcptTo: (to, session, done) => settle(addRecipient(to, session), done),
    onData: (stream, session, done) => {
      const visit = visits.get(session.id)!
      visit.isInTransfer = true
      watchPace(stream, limits, () => visit.cut('4.4.2 The message comes too slowly.'))
      settle(takeMail(stream, envelopeOf(session), door), (refusal) => {
        if (refusal && refusal.responseCode >= 500) log.info({ answer: refusal.message }, 'a mail was refused')
        visit.isInTransfer = false
        visit.goOn()
        done(refusal)
        if (isStopping) visit.cut(STOPPING)
      })
    },
    onClose: ({ id }) => {
      visits.get(id)?.forget()
      visits.delete(id)
    },
  }
  return {
    handlers,
    sendAway: () => {
      isStopping = true
      for (const visit of visits.values()) if (!visit.isInTransfer) visit.cut(STOPPING)
    },
  }
}

function settle(work: Promise<void>, done: Done): void {
  work.then(
    () => done(),
    (error: unknown) => done(refusalOf(error)),
  )
}
