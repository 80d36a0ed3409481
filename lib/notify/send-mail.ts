import { type SendMailOptions, createTransport } from 'nodemailer'

import type { Config } from '../config.ts'

export type Mail = {
  to: string
  subject: string
  text: string
  attachments?: { filename: string; contentType: string; content: Buffer }[]
}

/** Nobody waits longer than this for a mail server. */
const PATIENCE_MS = 10_000
const PATIENCE = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS }

/**
 * Hands a mail to the server of SMTP_OUT_URL.
 * @returns null, or a sentence that says why the server did not take it.
 */
export async function sendMail({ url, from }: NonNullable<Config['smtpOut']>, mail: Mail): Promise<string | null> {
  return deliver(createTransport({ url, ...PATIENCE }), { from, ...mail }, 'The mail server', ' of SMTP_OUT_URL')
}

/**
 * Hands a mail to Signet's own listener, by this machine.
 * @returns null, or a sentence that says why the listener did not take it.
 */
export async function sendToListener(
  { host, port }: NonNullable<Config['smtp']>,
  mail: Mail & { from: string },
): Promise<string | null> {
  // Nothing leaves the machine, and the certificate that the listener makes for itself proves nothing.
  const transport = createTransport({ host: reachable(host), port, ignoreTLS: true, ...PATIENCE })
  return deliver(transport, mail, 'Signet’s listener for mail', ` at port ${port}`)
}

/** An address that means all of the machine's can be listened on, and not called. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}

type Transport = { sendMail(mail: SendMailOptions): Promise<unknown>; close(): void }

async function deliver(
  transport: Transport,
  mail: SendMailOptions,
  server: string,
  where: string,
): Promise<string | null> {
  try {
    await transport.sendMail(mail)
    return null
  } catch (error) {
    const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string }
    if (responseCode) return `${server} refused it: ${response ?? responseCode}`
    return `${server}${where} did not take it (${code ?? (error as Error).message}).`
  } finally {
    transport.close()
  }
}
