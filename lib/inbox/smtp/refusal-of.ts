import { shortageOf } from '../../capacity/shortage.ts'
import { log } from '../../log.ts'
import { SmtpRefusal } from './smtp-refusal.ts'

/** What a peer is answered when something went wrong. Whatever it is, the mail can be sent again. */
export function refusalOf(error: unknown): SmtpRefusal {
  if (error instanceof SmtpRefusal) return error
  if (isBroken(error)) log.info('a mail broke off: its sender is gone')
  else log.warn({ error }, 'mail could not be taken')
  if (shortageOf(error)?.status === 507) return noRoom()
  return new SmtpRefusal('452 4.3.0', 'This cannot be stored at the moment: try again later.')
}

export function noRoom(): SmtpRefusal {
  return new SmtpRefusal('452 4.3.1', 'There is no room for mail at the moment: try again later.')
}

/** smtp-server's word for a connection that ended in the middle of a mail, and Node's. */
function isBroken(error: unknown): boolean {
  return ['ECONNECTION', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? '')
}
