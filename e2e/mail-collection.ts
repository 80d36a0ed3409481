import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import { createTransport } from 'nodemailer'

import type { SubmissionRow } from '#lib/queries/rows.ts'

import { fetchAsKey } from './as-key.ts'

type Place = { url: string; smtpPort: number }

/**
 * Sends the mails in these files by SMTP, waits, and then makes every domain that they wait for the organization's.
 * @returns what became of each file before that and after it, in their order; a copy of another file has its outcome.
 */
export async function mailCollection(
  files: string[],
  { url, smtpPort }: Place,
): Promise<{ waiting: SubmissionRow[]; released: SubmissionRow[] }> {
  const senders = await sendAll(files, smtpPort, await findAddress(url))
  const waiting = await whenRead(url, senders)
  await releaseAll(url, waiting, senders)
  const released = await whenRead(url, senders)
  return { waiting, released }
}

async function findAddress(url: string): Promise<string> {
  const answer = await fetchAsKey(`${url}/api/v1/ingest-addresses`)
  const { addresses } = (await answer.json()) as { addresses: { address: string }[] }
  return addresses[0]!.address
}

/** @returns the envelope sender by which each mail is known. */
async function sendAll(files: string[], port: number, to: string): Promise<string[]> {
  const transport = createTransport({ host: '127.0.0.1', port, pool: true, tls: { rejectUnauthorized: false } })
  const byContent = new Map<string, string>()
  const senders: string[] = []
  for (const [index, file] of files.entries()) {
    const raw = await readFile(file)
    const content = createHash('sha256').update(raw.toString('latin1').replaceAll('\r', '')).digest('hex')
    const known = byContent.get(content)
    const from = known ?? `mail-${index}@collection.example`
    if (!known) await transport.sendMail({ envelope: { from, to }, raw })
    byContent.set(content, from)
    senders.push(from)
  }
  transport.close()
  return senders
}

async function whenRead(url: string, senders: string[]): Promise<SubmissionRow[]> {
  for (;;) {
    const all = await listMails(url)
    const bySender = new Map(all.map((one) => [one.mail?.envelopeFrom, one]))
    const found = senders.flatMap((sender) => bySender.get(sender) ?? [])
    const isDone = found.every(({ status }) => status !== 'queued' && status !== 'processing')
    if (isDone && found.length === senders.length) return found
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

async function listMails(url: string): Promise<SubmissionRow[]> {
  const mails: SubmissionRow[] = []
  for (let cursor = ''; ;) {
    const answer = await fetchAsKey(`${url}/api/v1/submissions?via=smtp&limit=500${cursor}`)
    const page = (await answer.json()) as { submissions: SubmissionRow[]; nextCursor: string | null }
    mails.push(...page.submissions)
    if (page.nextCursor === null) return mails
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
  }
}

async function releaseAll(url: string, waiting: SubmissionRow[], senders: string[]): Promise<void> {
  const post = (path: string, body: object): Promise<Response> =>
    fetchAsKey(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const domains = waiting.flatMap(({ documents }) =>
    documents.flatMap(({ status, domain }) => (status === 'quarantined' && domain ? domain : [])),
  )
  for (const domain of new Set(domains)) await post('domains', { domain })
  // What is no name of a domain can only be accepted one by one.
  await whenRead(url, senders)
  for (const { id, status } of await listMails(url))
    if (status === 'quarantined') await post(`submissions/${id}/accept`, { trustPath: false })
}
