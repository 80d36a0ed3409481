import { X509Certificate } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { PlainError } from '../../plain-error.ts'
import { type Certificate, readCertificate } from './read-certificate.ts'
import { watchCertificate } from './watch-certificate.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-certificate-'))
const files = { keyFile: path.join(dataDir, 'smtp-key.pem'), certFile: path.join(dataDir, 'smtp-cert.pem') }
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function read(tls: typeof files | null = null, ingestDomain = 'reports.example.com'): Promise<Certificate> {
  return readCertificate({ dataDir, ingestDomain, smtp: { host: '127.0.0.1', port: 25, tls } })
}

test('one for the domain is made once, and anew for another domain; nobody else may read it', async () => {
  const made = await read()
  expect(new X509Certificate(made.cert).checkHost('reports.example.com')).toBe('reports.example.com')
  expect(await read()).toEqual(made)
  for (const file of Object.values(files)) expect(statSync(file).mode & 0o777).toBe(0o600)
  const other = await read(null, 'other.example.com')
  expect(new X509Certificate(other.cert).checkHost('other.example.com')).toBe('other.example.com')
  expect(other.key).not.toBe(made.key)
})

test('what is left of a making that was interrupted is made anew', async () => {
  await read()
  writeFileSync(files.certFile, 'half')
  expect(new X509Certificate((await read()).cert).checkHost('reports.example.com')).toBeTruthy()
  rmSync(files.keyFile)
  expect((await read()).key).toContain('PRIVATE KEY')
})

test("the operator's own is used, and one that cannot be is refused with the name of the setting", async () => {
  const made = await read()
  expect(await read(files)).toEqual(made)
  const missing = path.join(dataDir, 'missing.pem')
  const cases: [typeof files, string][] = [
    [{ ...files, keyFile: missing }, `SMTP_TLS_KEY: the file "${missing}" cannot be read (ENOENT).`],
    [{ ...files, certFile: dataDir }, `SMTP_TLS_CERT: the file "${dataDir}" cannot be read (EISDIR).`],
    [{ keyFile: files.certFile, certFile: files.keyFile }, 'SMTP_TLS_KEY and SMTP_TLS_CERT cannot be used'],
  ]
  for (const [tls, sentence] of cases) {
    const refused = await read(tls).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(PlainError)
    expect((refused as Error).message).toContain(sentence)
  }
})

test('a new one is used when its files change, and not before both of them fit', async () => {
  const given = { keyFile: path.join(dataDir, 'given-key.pem'), certFile: path.join(dataDir, 'given-cert.pem') }
  const old = await read()
  cpSync(files.keyFile, given.keyFile)
  cpSync(files.certFile, given.certFile)
  const used: string[] = []
  const end = watchCertificate(given, ({ cert }) => used.push(cert), 20)
  const next = await read(null, 'next.example.com')
  expect(next.cert).not.toBe(old.cert)
  await new Promise((resolve) => setTimeout(resolve, 60))
  writeFileSync(given.certFile, next.cert)
  utimesSync(given.certFile, 1, 1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(used).toEqual([])
  writeFileSync(given.keyFile, next.key)
  await expect.poll(() => used).toEqual([next.cert])
  end()
})
