import { generateKeyPairSync, type KeyObject } from 'node:crypto'

import { dkimSign } from 'mailauth/lib/dkim/sign.js'

/** A key pair with the record that publishes it. */
export type TestKey = { privateKey: string; record: string; algorithm: 'rsa-sha256' | 'ed25519-sha256' }

export function rsaKey(bits = 2_048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const value = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return { privateKey: toPem(privateKey), record: `v=DKIM1; k=rsa; p=${value}`, algorithm: 'rsa-sha256' }
}

export function ed25519Key(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const value = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
  return { privateKey: toPem(privateKey), record: `v=DKIM1; k=ed25519; p=${value}`, algorithm: 'ed25519-sha256' }
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export type SignOptions = {
  domain: string
  key: TestKey
  selector?: string
  canonicalization?: string
  /** Names with colons between them. */
  headerList?: string
  maxBodyLength?: number
  expires?: Date
  signTime?: Date
  algorithm?: string
}

/** The mail with a signature above it, by the library's own signer. */
export async function sign(mail: string, options: SignOptions): Promise<string> {
  const { domain, key, selector = 'test', ...others } = options
  const { signatures } = await dkimSign(mail, {
    signTime: new Date('2026-11-01T00:00:00Z'),
    canonicalization: 'relaxed/relaxed',
    algorithm: key.algorithm,
    ...others,
    signatureData: [{ signingDomain: domain, selector, privateKey: key.privateKey, ...others }],
  } as unknown as Parameters<typeof dkimSign>[1])
  return signatures + mail
}

export type MailParts = { from?: string; headers?: string[]; body?: string }

/** A mail with lines that end as they do on the wire. */
export function mailOf({
  from = 'reports@example.com',
  headers = [],
  body = 'a report\nin two lines\n',
}: MailParts = {}): string {
  const head = [
    ...headers,
    `From: ${from}`,
    'To: rua@example.org',
    'Subject: Report domain: example.org',
    'MIME-Version: 1.0',
  ]
  return `${[...head, 'Content-Type: text/plain', '', body].join('\n')}`.replaceAll(/\r?\n/g, '\r\n')
}
