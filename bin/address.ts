import { originOf } from '#lib/config.ts'
import { PlainError } from '#lib/plain-error.ts'

/**
 * The refusal when the system does not let Signet listen there. `problem` is the system's own word for the reason, `prefix` what the
 * names of the settings begin with.
 */
export function cannotListen(host: string, port: number, problem: string, prefix: '' | 'SMTP_' = ''): PlainError {
  const [PORT, HOST] = [`${prefix}PORT`, `${prefix}HOST`]
  switch (problem) {
    case 'EADDRINUSE':
      return new PlainError(`Port ${port} is taken by another program: stop that program or set ${PORT}.`)
    case 'EACCES':
      return new PlainError(`This user may not listen on port ${port}: set ${PORT} to 1024 or more.`)
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return new PlainError(`This machine has no address ${host}: leave ${HOST} unset or set it to 127.0.0.1.`)
    default:
      return new PlainError(`Signet cannot listen on ${originOf(host, port)} (${problem}): set ${HOST} or ${PORT}.`)
  }
}
