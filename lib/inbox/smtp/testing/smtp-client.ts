import { type Socket, connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** A peer that says what a test wants it to say, byte by byte. */
export type SmtpClient = {
  /** The next answer, its lines joined by \n; null once the connection has ended. */
  answer(): Promise<string | null>
  /** Writes, as it is. */
  write(text: string | Buffer): void
  /** Says a command and waits for its answer. */
  say(command: string): Promise<string | null>
  /** Goes on over TLS, without a word about it before. */
  startTls(): Promise<void>
  end(): void
}

export async function openSmtp(port: number): Promise<SmtpClient> {
  const plain = connect(port, '127.0.0.1')
  let socket: Socket = plain
  let text = ''
  let isOver = false
  let wake: () => void = () => {}
  const listen = (one: Socket): void => {
    one.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      wake()
    })
    one.on('error', () => {})
    one.on('close', () => {
      isOver = true
      wake()
    })
  }
  listen(plain)
  const answer = async (): Promise<string | null> => {
    for (;;) {
      const found = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(text)
      if (found) {
        text = text.slice(found[0].length)
        return found[0].trimEnd().replaceAll('\r\n', '\n')
      }
      if (isOver) return null
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const write = (bytes: string | Buffer): void =>
    void socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  return {
    answer,
    write,
    say: (command) => {
      write(`${command}\r\n`)
      return answer()
    },
    startTls: () => {
      plain.removeAllListeners('data')
      const secure = connectTls({ socket: plain, rejectUnauthorized: false })
      socket = secure
      listen(secure)
      return new Promise((resolve) => secure.once('secureConnect', resolve))
    },
    end: () => socket.destroy(),
  }
}

/** Connects and says hello. */
export async function greetSmtp(port: number): Promise<SmtpClient> {
  const client = await openSmtp(port)
  await client.answer()
  await client.say('EHLO client.example')
  return client
}

/** Hands over one mail on a connection of its own. @returns the last answer. */
export async function deliver(port: number, to: string[], message: string | Buffer): Promise<string | null> {
  const client = await greetSmtp(port)
  try {
    await client.say('MAIL FROM:<reporter@example.net>')
    for (const one of to) await client.say(`RCPT TO:<${one}>`)
    const begun = await client.say('DATA')
    if (!begun?.startsWith('354')) return begun
    client.write(message)
    return await client.say('\r\n.')
  } finally {
    client.end()
  }
}
