import { readConfig } from '#lib/config.ts'
import { openDatabase } from '#lib/db/database.ts'
import { listenForMail } from '#lib/inbox/smtp/listen-for-mail.ts'
import { log } from '#lib/log.ts'
import { PlainError } from '#lib/plain-error.ts'

import { cannotListen } from './address.ts'
import { requireDatabase } from './require-database.ts'
import { SUPERVISED, tellReady, untilStopped } from './until-stopped.ts'

/** `signet smtp`: the listener for mail, until it is told to stop. Without its database it goes on, and asks senders to come again. */
export async function smtp(args: string[]): Promise<number> {
  const stopped = untilStopped(args.includes(SUPERVISED) ? 'supervisor' : 'signals')
  const config = await requireDatabase(readConfig())
  const { smtp: place } = config
  if (!place) throw new PlainError('SMTP_PORT is 0, which turns the listener for mail off: set it to a port.')
  const { pool } = openDatabase(config.databaseUrl!, config.poolMax)
  const listener = await listenForMail({ ...config, smtp: place }, pool).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'listen' ? cannotListen(place.host, place.port, error.code!, 'SMTP_') : error
  })
  tellReady()
  log.info(`mail is taken on port ${listener.port}`)
  await stopped
  await listener.stop()
  log.info('the listener for mail has ended')
  return 0
}
