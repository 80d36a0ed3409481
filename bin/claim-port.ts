import { type Config, givenVariables } from '#lib/config.ts'
import { tryPort } from '#lib/db/free-port.ts'
import { readCertificate } from '#lib/inbox/smtp/read-certificate.ts'

import { cannotListen } from './address.ts'

/** What a start that was just killed left behind needs a moment to go. */
export const LEFTOVERS_MS = 4_000

/** @throws PlainError when the web process could not listen on its port. */
export async function claimPort({ host, port }: Config): Promise<void> {
  const problem = await waitForPort(host, port)
  if (problem) throw cannotListen(host, port, problem)
}

/**
 * Sees whether mail can be received. A port that nobody asked for is no reason not to start: then there is no listener.
 * @returns null, or a sentence that says why there is to be no listener.
 * @throws PlainError when what the operator asked for cannot be had.
 */
export async function claimMailPort({ smtp, ...config }: Config): Promise<string | null> {
  if (!smtp) return null
  await readCertificate({ ...config, smtp })
  const problem = await waitForPort(smtp.host, smtp.port)
  if (!problem) return null
  const refusal = cannotListen(smtp.host, smtp.port, problem, 'SMTP_')
  const isOurChoice = !givenVariables().has('SMTP_PORT') && ['EADDRINUSE', 'EACCES'].includes(problem)
  if (!isOurChoice) throw refusal
  return `Mail is not received. ${refusal.message}`
}

/** @returns null once the port is free, or else the system's word for the reason why it is not. */
async function waitForPort(host: string, port: number): Promise<string | null> {
  for (const deadline = Date.now() + LEFTOVERS_MS; ; await pause()) {
    const problem = await tryPort(host, port)
    if (problem !== 'EADDRINUSE' || Date.now() > deadline) return problem
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200))
}
