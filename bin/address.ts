import { PlainError } from '#lib/plain-error.ts'

/** The refusal when somebody else listens already. */
export function portTaken(port: number): PlainError {
  return new PlainError(`Port ${port} is taken by another program: stop that program or set PORT.`)
}

/** The address as a browser wants it. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
