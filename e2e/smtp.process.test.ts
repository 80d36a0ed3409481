import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { findFreePort } from '#lib/db/free-port.ts'

import { fetchAsKey } from './as-key.ts'
import { type Pids, type Signet, startSignet } from './instance.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'

/** The listener for mail, as a process of the whole product. */

const DELIVERIES = 200
const SENDERS = 4
const RECORDS = 5

const dataDir = mkdtempSync(path.join(tmpdir(), 'signet smtp '))
let signet: Signet
let port: number
let address: string

beforeAll(async () => {
  port = await findFreePort()
  signet = await startSignet({ dataDir, env: { SMTP_PORT: String(port) } })
  const [row] = await queryRows<{ token: string }>(
    signet.databaseUrl,
    `select token from ingest_address where purpose = 'rua'`,
  )
  address = `rua-${row!.token}@localhost`
  const body = JSON.stringify({ domain: 'example.com' })
  const headers = { 'content-type': 'application/json' }
  const added = await fetchAsKey(`${signet.url}/api/v1/domains`, { method: 'POST', headers, body })
  expect(added.status).toBe(201)
}, 180_000)
afterAll(async () => {
  await signet?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A mail with a report, as the bytes that a sender repeats. */
async function writeMail(id: string): Promise<Buffer> {
  const records = Array.from({ length: RECORDS }, (_, n) => ({ ip: `192.0.2.${n + 1}`, count: n + 1 }))
  const written = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
    from: 'dmarc@reporter.example',
    to: address,
    subject: `Report Domain: example.com Report-ID: ${id}`,
    messageId: `<${id}@reporter.example>`,
    attachments: [{ filename: `${id}.xml.gz`, content: gzipSync(sampleReport({ id, records })) }],
  })
  return written.message as Buffer
}

/** One try, over STARTTLS. */
async function deliver(raw: Buffer): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 20_000,
  })
  try {
    await transport.sendMail({ envelope: { from: 'dmarc@reporter.example', to: address }, raw })
  } finally {
    transport.close()
  }
}

/** Tries until it is told yes, as a mail server would, at once. A no for good is never an answer to these. */
async function deliverUntilTaken(raw: Buffer): Promise<void> {
  for (;;) {
    const error = await deliver(raw).then(
      () => null,
      (reason: { responseCode?: number }) => reason,
    )
    if (!error) return
    if (error.responseCode) expect(error.responseCode).toBeLessThan(500)
    await pause(100)
  }
}

function statusOf(id: string): Promise<{ status: string }[]> {
  return queryRows(
    signet.databaseUrl,
    `select s.status from submission s join report r on r."submissionId" = s.id where r."externalId" = '${id}'`,
  )
}

async function readiness(): Promise<[number, unknown]> {
  const answer = await fetch(`${signet.url}/readyz`)
  return [answer.status, await answer.json()]
}

test('a mail that comes over TLS is read, and stands in the ledger with where it came from', async () => {
  expect(signet.output()).toContain(`Mail for …@localhost is received on 127.0.0.1, port ${port}.`)
  await deliver(await writeMail('first'))
  await expect.poll(() => statusOf('first'), { timeout: 30_000 }).toEqual([{ status: 'stored' }])
  const columns = `via, "envelopeFrom", "envelopeTo", host(peer) as peer, "ingestToken" is not null as "hasToken"`
  expect(await queryRows(signet.databaseUrl, `select ${columns} from submission`)).toEqual([
    { via: 'smtp', envelopeFrom: 'dmarc@reporter.example', envelopeTo: [address], peer: '127.0.0.1', hasToken: true },
  ])
  expect(signet.output()).toContain('a mail was accepted')
  expect(signet.output()).not.toContain(address.slice(0, 24))
}, 60_000)

test('while the listener is dead or hangs, the product is not ready and says why', async () => {
  expect(await readiness()).toEqual([200, { database: 'ok', worker: 'ok', intake: 'ok', smtp: 'ok' }])
  const { smtp } = await signet.pids()
  process.kill(smtp!, 'SIGSTOP')
  expect(await readiness()).toEqual([503, { database: 'ok', worker: 'ok', intake: 'ok', smtp: 'failed' }])
  process.kill(smtp!, 'SIGKILL')
  await expect.poll(async () => (await readiness())[0], { timeout: 20_000 }).toBe(200)
}, 60_000)

test('200 mails while listener, worker and database are killed: each one that was taken is there once, and counts once', async () => {
  const mails = await Promise.all(Array.from({ length: DELIVERIES }, (_, n) => writeMail(`killed-${n}`)))
  let taken = 0
  let isDone = false
  const kills: (keyof Pids)[] = []
  const killing = (async () => {
    for (let n = 0; !isDone; n++) {
      const name = (['smtp', 'worker', 'smtp', 'postgres'] as const)[n % 4]!
      const pid = (await signet.pids())[name]
      if (pid !== null) {
        process.kill(pid, 'SIGKILL')
        kills.push(name)
      }
      // Long enough for some mails to be taken in between, and at no point that is foreseen.
      const before = taken
      while (!isDone && taken < before + 12 + Math.random() * 10) await pause(5)
    }
  })()
  const queue = [...mails]
  const senders = Array.from({ length: SENDERS }, async () => {
    for (let raw = queue.pop(); raw; raw = queue.pop()) {
      await deliverUntilTaken(raw)
      taken++
    }
  })
  await Promise.all(senders).finally(() => (isDone = true))
  await killing
  expect(new Set(kills)).toEqual(new Set(['smtp', 'worker', 'postgres']))

  const open = `select count(*)::int as open from submission where status in ('queued', 'processing')`
  const countOpen = (): Promise<unknown> => queryRows(signet.databaseUrl, open).catch(() => null)
  await expect.poll(countOpen, { timeout: 120_000, interval: 500 }).toEqual([{ open: 0 }])
  const inLedger = await queryRows<{ hash: string }>(
    signet.databaseUrl,
    `select encode(sha256, 'hex') as hash from submission s
     where exists (select 1 from report r where r."submissionId" = s.id and r."externalId" like 'killed-%')`,
  )
  const sent = mails.map((raw) => createHash('sha256').update(raw).digest('hex'))
  expect(inLedger.map(({ hash }) => hash).toSorted()).toEqual(sent.toSorted())
  expect(
    await queryRows(
      signet.databaseUrl,
      `select (select count(*)::int from submission) as submissions, count(distinct p.id)::int as reports, sum(r.count)::int as messages,
         (select sum(messages)::int from daily_total) as total
       from report p join record r on r."reportId" = p.id`,
    ),
  ).toEqual([
    {
      submissions: DELIVERIES + 1,
      reports: DELIVERIES + 1,
      messages: ((DELIVERIES + 1) * RECORDS * (RECORDS + 1)) / 2,
      total: ((DELIVERIES + 1) * RECORDS * (RECORDS + 1)) / 2,
    },
  ])
}, 300_000)

describe('a port that is taken', () => {
  const occupy = async (taken: number): Promise<() => void> => {
    const other = createServer()
    // Whoever has it already has it for us.
    await new Promise<void>((resolve) => other.once('error', () => resolve()).listen(taken, '127.0.0.1', resolve))
    return () => void other.close()
  }

  test('is no reason not to start when nobody asked for it', async () => {
    await signet.stop()
    const free = await occupy(2525)
    signet = await startSignet({ dataDir, env: { SMTP_PORT: '' } })
    free()
    expect(signet.output()).toContain(
      'Mail is not received. Port 2525 is taken by another program: stop that program or set SMTP_PORT.',
    )
    expect((await signet.pids()).smtp).toBeNull()
    expect(await readiness()).toEqual([200, { database: 'ok', worker: 'ok', intake: 'ok' }])
  }, 90_000)

  test('is one when the operator asked for it', async () => {
    await signet.stop()
    const taken = await findFreePort()
    const free = await occupy(taken)
    const start = startSignet({ dataDir, env: { SMTP_PORT: String(taken) } })
    await expect(start).rejects.toThrow(
      `Port ${taken} is taken by another program: stop that program or set SMTP_PORT.`,
    )
    free()
  }, 90_000)
})

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
