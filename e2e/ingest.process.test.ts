import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { isPostmasterAlive, readPostmaster } from '#lib/db/postmaster-file.ts'

import { fetchAsKey } from './as-key.ts'
import { type Signet, runSignet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'

/** `signet ingest`, alone and beside a running Signet, all on one data directory. */

const SECONDS = 1_000
const root = mkdtempSync(path.join(tmpdir(), 'signet ingest '))
const dataDir = path.join(root, 'data')
const mails = path.join(root, 'mails')
let signet: Signet | null = null

beforeAll(() => {
  put('mails/Maildir/cur/1:2,S', mailWith('maildir-1'))
  put('mails/Maildir/new/2', mailWith('maildir-2'))
  put('mails/Maildir/tmp/3', mailWith('still-being-delivered'))
  put('mails/Maildir/dovecot-uidlist', '3 V1 N3')
  const envelope = 'From reports@reporter.example Mon Nov 23 00:00:00 2026\n'
  put('mails/box', `${envelope}${mailWith('mbox-1')}\n${envelope}${mailWith('mbox-2')}\n`)
})
afterEach(async () => {
  await signet?.stop()
  signet = null
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function put(name: string, text: string): string {
  const place = path.join(root, name)
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, text)
  return place
}

/** A mail as reporters send them, with a report of 5 messages. */
function mailWith(id: string): string {
  const report = gzipSync(sampleReport({ id, records: [{ count: 5 }] })).toString('base64')
  return `From: reports@reporter.example
Subject: Report ${id}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: application/gzip; name=${id}.xml.gz
Content-Transfer-Encoding: base64

${report.replace(/.{76}/g, '$&\n')}
--b--
`
}

function ingest(...paths: string[]): ReturnType<typeof runSignet> {
  return runSignet(['ingest', ...paths], { DATA_DIR: dataDir })
}

function isServerAlive(): boolean {
  const data = path.join(dataDir, 'postgres')
  const postmaster = readPostmaster(data)
  return postmaster !== null && isPostmasterAlive(postmaster.pid, data)
}

async function isReady({ url }: Signet): Promise<boolean> {
  return (await fetch(`${url}/readyz`)).ok
}

async function messagesOf({ url }: Signet): Promise<number> {
  return ((await (await fetchAsKey(`${url}/api/v1/summary`)).json()) as { messages: number }).messages
}

test(
  'without a path, or with one that does not exist, it says so and exits with 2',
  async () => {
    expect(await ingest()).toMatchObject({ code: 2, output: expect.stringContaining('ingest PATH…') as unknown })
    const missing = path.join(root, 'missing.xml')
    const { code, output } = await ingest(mails, missing)
    expect(code).toBe(2)
    expect(output.trim()).toBe(`There is no file or folder ${missing}.`)
  },
  240 * SECONDS,
)

test(
  'takes a Maildir and an mbox in without a running Signet, and stops the server that it started',
  async () => {
    const first = await ingest(mails)
    expect(first.output).toContain('4 stored, 0 already here, 0 rejected; 20 messages in what was stored.')
    expect(first.code).toBe(0)
    expect(isServerAlive()).toBe(false)

    const second = await ingest(mails)
    expect(second.output).toContain('0 stored, 4 already here, 0 rejected; 0 messages in what was stored.')
    expect(second.code).toBe(0)
    expect(isServerAlive()).toBe(false)
  },
  120 * SECONDS,
)

test(
  'names what was rejected with its reason, exits with 1, and takes the rest',
  async () => {
    const report = sampleReport({ id: 'beside-a-broken-one' })
    const good = put('good.xml', report)
    const broken = put('broken.xml', report.slice(0, 900))
    const { code, output } = await ingest(broken, good)
    expect(code).toBe(1)
    expect(output).toMatch(/^broken\.xml: truncated: .*part of it is missing/m)
    expect(output).toContain('1 stored, 0 already here, 1 rejected; 1 messages in what was stored.')
  },
  60 * SECONDS,
)

test(
  'takes nothing in without room on the disk, says so, and exits with 1',
  async () => {
    const file = put('no-room.xml', sampleReport({ id: 'no room' }))
    const env = { DATA_DIR: dataDir, LIMIT_FREE_BYTES: String(Number.MAX_SAFE_INTEGER) }
    const { code, output } = await runSignet(['ingest', file], env)
    expect(code).toBe(1)
    expect(output).toContain('LIMIT_FREE_BYTES')
    expect(output).toContain('0 stored, 0 already here, 1 rejected')
    expect(isServerAlive()).toBe(false)
  },
  60 * SECONDS,
)

test(
  'works beside a running Signet, which runs on and shows all that came in',
  async () => {
    signet = await startSignet({ dataDir })
    const file = put('live.xml', sampleReport({ id: 'live', records: [{ count: 7 }] }))
    expect(await ingest(file)).toMatchObject({ code: 0, output: expect.stringContaining('1 stored') as unknown })
    expect(await isReady(signet)).toBe(true)
    expect(await messagesOf(signet)).toBe(20 + 1 + 7)
  },
  120 * SECONDS,
)

test.skipIf(process.platform === 'win32')(
  'leaves the server to a Signet that was started meanwhile',
  async () => {
    // Reading a pipe waits for whoever writes to it, so that the command lasts as long as the test wants.
    const pipe = path.join(root, 'pipe')
    spawnSync('mkfifo', [pipe])
    const running = ingest(pipe)
    await expect.poll(isServerAlive, { timeout: 30 * SECONDS }).toBe(true)
    signet = await startSignet({ dataDir })
    expect(signet.output()).toContain('found running')
    writeFileSync(pipe, '')
    expect(await running).toMatchObject({ code: 1, output: expect.stringContaining('pipe: empty:') as unknown })
    expect(isServerAlive()).toBe(true)
    expect(await isReady(signet)).toBe(true)
  },
  120 * SECONDS,
)

test.skipIf(process.platform === 'win32')(
  'of two at once, the one that ends last stops the server',
  async () => {
    const pipe = path.join(root, 'another pipe')
    spawnSync('mkfifo', [pipe])
    const slow = ingest(pipe)
    await expect.poll(isServerAlive, { timeout: 30 * SECONDS }).toBe(true)
    expect((await ingest(mails)).code).toBe(0)
    expect(isServerAlive()).toBe(true)
    writeFileSync(pipe, '')
    await slow
    expect(isServerAlive()).toBe(false)
  },
  120 * SECONDS,
)
