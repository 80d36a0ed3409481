import { X509Certificate } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createSecureContext } from 'node:tls'

import type { Config } from '../../config.ts'
import { PlainError } from '../../plain-error.ts'

export type Certificate = { key: string; cert: string }
export type Files = { keyFile: string; certFile: string }

type Settings = Pick<Config, 'dataDir' | 'ingestDomain'> & { smtp: NonNullable<Config['smtp']> }

/** Nobody looks at who signed it, so nobody has to make it anew in time. */
const OWN_YEARS = 20

/**
 * The certificate of the listener for mail: the operator's, or one for INGEST_DOMAIN that is made once.
 * @throws PlainError when the operator's cannot be used.
 */
export async function readCertificate({ smtp, dataDir, ingestDomain }: Settings): Promise<Certificate> {
  if (smtp.tls) return readOperators(smtp.tls)
  const files = { keyFile: path.join(dataDir, 'smtp-key.pem'), certFile: path.join(dataDir, 'smtp-cert.pem') }
  const own = { key: await readIfThere(files.keyFile), cert: await readIfThere(files.certFile) }
  if (canBeUsed(own) && new X509Certificate(own.cert).checkHost(ingestDomain)) return own
  return makeOwn(files, ingestDomain)
}

/** @throws PlainError */
export async function readOperators({ keyFile, certFile }: Files): Promise<Certificate> {
  const pair = { key: await readGiven('SMTP_TLS_KEY', keyFile), cert: await readGiven('SMTP_TLS_CERT', certFile) }
  if (!canBeUsed(pair))
    throw new PlainError(
      'SMTP_TLS_KEY and SMTP_TLS_CERT cannot be used: they must be files in PEM, of a private key without a password and of its certificate.',
    )
  return pair
}

function readGiven(variable: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new PlainError(`${variable}: the file ${JSON.stringify(file)} cannot be read (${error.code}).`)
  })
}

function readIfThere(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

function canBeUsed(pair: Certificate): boolean {
  try {
    createSecureContext(pair)
    return pair.key !== '' && pair.cert !== ''
  } catch {
    return false
  }
}

async function makeOwn({ keyFile, certFile }: Files, domain: string): Promise<Certificate> {
  // Not loaded by every start: it is needed once.
  const { generate } = await import('selfsigned')
  const notAfterDate = new Date()
  notAfterDate.setFullYear(notAfterDate.getFullYear() + OWN_YEARS)
  const made = await generate([{ name: 'commonName', value: domain }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate,
  })
  await writeSecret(keyFile, made.private)
  await writeSecret(certFile, made.cert)
  return { key: made.private, cert: made.cert }
}

/** Written whole or not at all, whenever the process dies. */
async function writeSecret(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
