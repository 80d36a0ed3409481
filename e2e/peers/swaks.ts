import { execFile } from 'node:child_process'

/** What swaks was answered: each line from the greeting on, without those that only say that others follow. */
export type Spoken = string[]

/** Has swaks talk to a server on this machine. It never asks anybody else: sender, helo and server are given. */
export function swaks(port: number, to: string[], args: string[] = []): Promise<Spoken> {
  const server = ['--server', `127.0.0.1:${port}`, '--helo', 'client.example']
  const envelope = ['--from', 'dmarc@reporter.example', '--to', to.join(',')]
  return new Promise((resolve, reject) => {
    // It ends with a code of its own for each refusal, which its transcript says as well.
    execFile('/usr/bin/swaks', [...server, ...envelope, ...args], (error, transcript) => {
      const answers = [...transcript.matchAll(/^<[-~*]{1,2} +(\d{3} .*)$/gm)].map(([, answer]) => answer!.trim())
      if (answers.length === 0) reject(error ?? new Error(transcript))
      else resolve(answers)
    })
  })
}
