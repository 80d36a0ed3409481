import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ZipFile } from 'yazl'

import type { UnpackedDocument } from '../document.ts'
import { DEFAULT_LIMITS, type Limits } from '../limits.ts'
import { Spool } from '../spool.ts'
import { unpack } from '../unpack.ts'

/**
 * For tests: what `unpack` made of bytes, with the XML of reports read into `text`, and a line such as `aggregate` or
 * `other empty`.
 */
export type Outcome = {
  ordinal: number
  name: string | null
  line: string
  text: string | null
  message: string | null
}

export const SPOOL_DIRECTORY = mkdtempSync(path.join(tmpdir(), 'signet-unpack-'))
process.on('exit', () => rmSync(SPOOL_DIRECTORY, { recursive: true, force: true }))

export async function unpackAll(bytes: Uint8Array | string, limits: Partial<Limits> = {}): Promise<Outcome[]> {
  const input = await Spool.from([Buffer.from(bytes)], SPOOL_DIRECTORY)
  const outcomes = []
  try {
    for await (const document of unpack(input, {
      limits: { ...DEFAULT_LIMITS, ...limits },
      directory: SPOOL_DIRECTORY,
    }))
      outcomes.push(await describe(document))
  } finally {
    await input.close()
  }
  return outcomes
}

/** For tests: only the lines. */
export async function unpackLines(bytes: Uint8Array | string, limits: Partial<Limits> = {}): Promise<string[]> {
  return (await unpackAll(bytes, limits)).map(({ line }) => line)
}

/** For tests: a small report. */
export function reportXml(id = '1'): string {
  return `<?xml version="1.0"?>\n<feedback><report_metadata><report_id>${id}</report_id></report_metadata></feedback>`
}

/** A day that every time zone writes the same, so that the same members make the same bytes. */
const MEMBER_TIME = { mtime: new Date(2026, 0, 1), forceDosTimestamp: true }

/** For tests: a zip file. */
export async function makeZip(
  members: Record<string, string | Buffer>,
  { compress = true, zip64 = false }: { compress?: boolean; zip64?: boolean } = {},
): Promise<Buffer> {
  const format = { compress, forceZip64Format: zip64 }
  const file = new ZipFile()
  for (const [name, content] of Object.entries(members))
    if (name.endsWith('/')) file.addEmptyDirectory(name, MEMBER_TIME)
    else file.addBuffer(Buffer.from(content), name, { ...format, ...MEMBER_TIME })
  file.end({ forceZip64Format: zip64, comment: '' })
  const chunks = []
  for await (const chunk of file.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** For tests: base64 in lines, as mails have it. */
export function base64Lines(bytes: Buffer | string): string {
  return Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
}

/** For tests: a mail with these header lines and body. */
export function makeMail(headers: string[], body: string): string {
  const all = ['From: reports@example.net', 'To: rua@example.com', 'Subject: Hello', ...headers]
  return `${all.join('\r\n')}\r\n\r\n${body}`
}

/** For tests: a multipart mail, each part given as its header lines and its body. */
export function makeMultipart(parts: [string[], string][], type = 'multipart/mixed'): string {
  const body = parts.map(([headers, content]) => `--frontier\r\n${headers.join('\r\n')}\r\n\r\n${content}\r\n`).join('')
  return makeMail([`Content-Type: ${type}; boundary="frontier"`], `preamble\r\n${body}--frontier--\r\n`)
}

async function describe({ ordinal, name, kind, bytes, refusal }: UnpackedDocument): Promise<Outcome> {
  const line = refusal ? `${kind} ${refusal.code}` : kind
  const chunks = bytes ? await Array.fromAsync(bytes.read()) : null
  return {
    ordinal,
    name,
    line,
    text: chunks && Buffer.concat(chunks).toString('utf8'),
    message: refusal?.message ?? null,
  }
}
