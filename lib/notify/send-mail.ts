import { createTransport } from 'nodemailer'

import type { Config } from '../config.ts'

export type Mail = { to: string; subject: string; text: string }

/** Nobody waits longer than this for a mail server. */
const PATIENCE_MS = 10_000

/**
 * Hands a mail to the server of SMTP_OUT_URL.
 * @returns null, or a sentence that says why the server did not take it.
 */
export async function sendMail({ url, from }: NonNullable<Config['smtpOut']>, mail: Mail): Promise<string | null> {
  const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS }
  const transport = createTransport({ url, ...patience })
  try {
    await transport.sendMail({ from, ...mail })
    return null
  } catch (error) {
    const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string }
    if (responseCode) return `The mail server refused it: ${response ?? responseCode}`
    return `The mail server of SMTP_OUT_URL did not take it (${code ?? (error as Error).message}).`
  } finally {
    transport.close()
  }
}
