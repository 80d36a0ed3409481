import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type Socket, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { findFreePort } from '#lib/db/free-port.ts'

import { API_KEY, asKey } from '../as-key.ts'
import { type Signet, startSignet } from '../instance.ts'
import { queryRows } from '../query-rows.ts'
import { sampleMail } from '../sample-mail.ts'
import { sampleReport } from '../sample-report.ts'
import { type Postfix, startPostfix } from './postfix.ts'
import { swaks } from './swaks.ts'

/** A Postfix before Signet, with the lines of main.cf that docs/ingest/postfix.md gives. */

const DOMAIN = 'reports.example.com'
const SECONDS = 1_000
const PATIENT = { timeout: 120 * SECONDS, interval: 250 }

const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-behind-postfix-'))
let smtpPort: number
let signet: Signet
let postfix: Postfix
let address: string

beforeAll(async () => {
  smtpPort = await findFreePort()
  signet = await start()
  postfix = await startPostfix(readRecipe())
  const { addresses } = (await askSignet('/api/v1/ingest-addresses')) as { addresses: { address: string }[] }
  address = addresses[0]!.address
  await askSignet('/api/v1/domains', { method: 'POST', body: { domain: 'example.com' } })
})
afterAll(async () => {
  postfix?.stop()
  await signet?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function start(): Promise<Signet> {
  return startSignet({ dataDir, env: { INGEST_DOMAIN: DOMAIN, SMTP_PORT: String(smtpPort) } })
}

/** The document is for port 2525. */
function readRecipe(port = smtpPort): string {
  const document = readFileSync(path.resolve(import.meta.dirname, '../../docs/ingest/postfix.md'), 'utf8')
  const recipe = /^```\n(relay_domains.*?)^```$/ms.exec(document)![1]!
  expect(recipe.match(/2525/g)).toHaveLength(1)
  return recipe.replace('2525', String(port))
}

async function askSignet(target: string, { method = 'GET', body }: { method?: string; body?: object } = {}) {
  const headers = { ...asKey(API_KEY), 'content-type': 'application/json' }
  const answer = await fetch(`${signet.url}${target}`, { method, headers, body: body && JSON.stringify(body) })
  expect(answer.status, target).toBeLessThan(300)
  return answer.json() as Promise<unknown>
}

/** Hands a mail with a report to Postfix, as its reporter does. @throws what Postfix answers when it does not take it. */
async function send(id: string, to = address): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true })
  const raw = sampleMail(sampleReport({ id }), { messageId: id })
  await transport.sendMail({ envelope: { from: 'dmarc@reporter.example', to }, raw })
}

async function sendAll(ids: string[]): Promise<void> {
  for (const id of ids) await send(id)
}

function named(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${n}`)
}

async function countMails(): Promise<number> {
  const rows = await queryRows<{ count: number }>(
    signet.databaseUrl,
    `select count(*)::int as count from submission where via = 'smtp'`,
  )
  return rows[0]!.count
}

async function expectEachOnce(ids: string[], prefix: string): Promise<void> {
  await expect.poll(() => postfix.countQueued(), PATIENT).toBe(0)
  const open = `select id from submission where status in ('queued', 'processing')`
  await expect.poll(() => queryRows(signet.databaseUrl, open), PATIENT).toEqual([])
  const reports = await queryRows<{ id: string }>(
    signet.databaseUrl,
    `select "externalId" as id from report where "externalId" like '${prefix}-%'`,
  )
  expect(reports.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  // Each mail has one line, and its report was new.
  const outcomes = await queryRows(
    signet.databaseUrl,
    `select s.status, count(distinct s.id)::int as mails, count(*)::int as reports from submission s join document d
       on d."submissionId" = s.id join report r on r.id = d."reportId" where s.via = 'smtp' and r."externalId" like '${prefix}-%' group by s.status`,
  )
  expect(outcomes).toEqual([{ status: 'stored', mails: ids.length, reports: ids.length }])
}

function expectNoBounce(): void {
  expect(postfix.log()).not.toMatch(/status=bounced|non-delivery notification/)
}

test('an address that does not exist is refused while its sender is connected, and nothing bounces', async () => {
  const refused = send('nobody', `rua-0123456789abcdef0123@${DOMAIN}`)
  await expect(refused).rejects.toThrow(/550 5\.1\.1 .*Recipient address rejected/)
  await expect(send('stranger', 'somebody@example.org')).rejects.toThrow(/454 4\.7\.1 .*Relay access denied/)
  expect(postfix.countQueued()).toBe(0)
  expect(await countMails()).toBe(0)
  expectNoBounce()
})

test('each report is stored exactly once, though Signet is stopped, and killed, while they come', async () => {
  const ids = named('stopped', 32)
  await sendAll(ids.slice(0, 4))
  const before = sendAll(ids.slice(4, 10))
  await signet.end('SIGTERM')
  await before
  await sendAll(ids.slice(10, 14))
  expect(postfix.countQueued()).toBeGreaterThanOrEqual(4)
  signet = await start()

  const meanwhile = sendAll(ids.slice(14, 28))
  await expect.poll(countMails, PATIENT).toBeGreaterThan(16)
  for (const pid of Object.values(await signet.pids())) if (pid !== null) process.kill(pid, 'SIGKILL')
  await meanwhile
  await sendAll(ids.slice(28))
  expect(postfix.countQueued()).toBeGreaterThanOrEqual(4)
  signet = await start()

  await expectEachOnce(ids, 'stopped')
  expect(await countMails()).toBe(ids.length)
  expect(postfix.log()).toContain('status=deferred')
  expectNoBounce()
})

test('a mail whose answer got lost comes again and is the same one', async () => {
  const lossy = await loseAnswers(3)
  lead(lossy.port)
  const before = await countMails()
  const ids = named('unheard', 5)
  await sendAll(ids)
  await expectEachOnce(ids, 'unheard')
  expect(lossy.countLost()).toBe(3)
  expect(postfix.log().match(/status=deferred \(lost connection .* while sending end of data/g)).toHaveLength(3)
  expect(await countMails()).toBe(before + ids.length)
  expectNoBounce()
  lossy.stop()
  lead(smtpPort)
})

test('an address that is turned off is refused once Postfix has forgotten it, and taken again when it is turned on', async () => {
  postfix.reconfigure([
    'address_verify_positive_expire_time = 2s',
    'address_verify_positive_refresh_time = 1s',
    'address_verify_negative_refresh_time = 1s',
  ])
  const askPostfix = async (): Promise<string> => (await swaks(postfix.port, [address], ['--quit', 'RCPT'])).at(-2)!
  const token = /^rua-(.*)@/.exec(address)![1]!
  for (const [enabled, expected] of [
    [false, /^550 5\.1\.1 /],
    [true, /^250 /],
  ] as const) {
    await askSignet(`/api/v1/ingest-addresses/${token}`, { method: 'PATCH', body: { enabled } })
    await expect.poll(askPostfix, { ...PATIENT, interval: 3 * SECONDS }).toMatch(expected)
  }
  expectNoBounce()
})

/** Has Postfix hand mails over at this port from now on. */
function lead(port: number): void {
  postfix.reconfigure(
    readRecipe(port)
      .split('\n')
      .filter((line) => line.startsWith('transport_maps')),
  )
}

/** Stands between Postfix and Signet, and breaks the first connections once Signet has said yes to a mail. */
async function loseAnswers(count: number): Promise<{ port: number; countLost(): number; stop(): void }> {
  let lost = 0
  const server = createServer((postfixEnd) => {
    const signetEnd = connect(smtpPort, '127.0.0.1')
    const both = (does: (socket: Socket) => void): void => [postfixEnd, signetEnd].forEach(does)
    let isInTransfer = false
    postfixEnd.on('data', (bytes) => signetEnd.write(bytes))
    signetEnd.on('data', (bytes) => {
      const answer = bytes.toString('latin1')
      if (isInTransfer && answer.startsWith('250') && lost < count) {
        lost++
        both((socket) => socket.destroy())
        return
      }
      isInTransfer = /^354/m.test(answer)
      postfixEnd.write(bytes)
    })
    both((socket) => socket.on('error', () => {}).on('close', () => both((one) => one.destroy())))
  })
  const port = await findFreePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { port, countLost: () => lost, stop: () => void server.close() }
}
