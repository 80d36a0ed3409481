import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGzip, gzipSync } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleHead, sampleRecord, yesterday } from './sample-report.ts'

const MIB = 1024 * 1024

let signet: Signet

beforeAll(async () => {
  signet = await startSignet()
}, 180_000)
afterAll(() => signet.stop())

/** Resident memory of a process now, in MB (Linux). */
function residentMb(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return (Number(match?.[1]) * 1024) / 1e6
}

/** The most resident memory that a process has above its idle value while `work` runs, in MB. */
async function growthWhile(pid: number, work: () => Promise<void>): Promise<number> {
  const idle = residentMb(pid)
  let peak = idle
  const watch = setInterval(() => (peak = Math.max(peak, residentMb(pid))), 20)
  await work()
  clearInterval(watch)
  return peak - idle
}

type Answer = {
  submissions: { id: string; status: string; reason: { code: string } | null; documents: { records: number }[] }[]
}

async function send(body: Buffer | Readable, seconds: number): Promise<Answer['submissions'][number]> {
  const answer = await fetchAsKey(`${signet.url}/api/v1/submissions`, {
    method: 'POST',
    body: body as BodyInit,
    duplex: 'half',
  } as RequestInit)
  const [submission] = ((await answer.json()) as Answer).submissions
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const now = (await (
      await fetchAsKey(`${signet.url}/api/v1/submissions/${submission!.id}`)
    ).json()) as Answer['submissions'][number]
    if (!['queued', 'processing'].includes(now.status)) return now
    if (Date.now() > deadline) throw new Error('Signet did not finish in time.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** A report of about `bytes` of XML, compressed. No two of its records are alike. */
function largeReport(bytes: number): { gz: Promise<Buffer>; records: number } {
  const address = (n: number): string => `2001:db8:${(n >> 16).toString(16)}:${(n & 0xffff).toString(16)}::1`
  const record = (n: number): string => sampleRecord({ ip: address(n), count: (n % 97) + 1 })
  const records = Math.ceil(bytes / record(100_000).length)
  function* lines(): Generator<string> {
    yield sampleHead({ id: `large-${bytes}` })
    for (let n = 1; n <= records; n++) yield record(n)
    yield '</feedback>\n'
  }
  return { gz: buffer(Readable.from(lines()).pipe(createGzip({ level: 1 }))), records }
}

test('a gzip bomb is refused and takes the worker less than 64 MB above idle', async () => {
  const zeros = Buffer.alloc(MIB)
  const bomb = await buffer(Readable.from(Array.from({ length: 1024 }, () => zeros)).pipe(createGzip()))
  const { worker } = await signet.pids()
  const growth = await growthWhile(worker!, async () => {
    expect(await send(bomb, 60)).toMatchObject({ status: 'rejected', reason: { code: 'ratio-exceeded' } })
  })
  console.log(`gzip bomb: worker ${growth.toFixed(0)} MB above idle`)
  expect(growth).toBeLessThan(64)
}, 120_000)

test('ten uploads of 60 MiB at once cost the web process less than 100 MB', async () => {
  const upload = (): Readable =>
    Readable.from(
      (function* () {
        for (let n = 0; n < 60 * 16; n++) yield Buffer.alloc(MIB / 16, n)
      })(),
    )
  await send(Buffer.from('warm-up'), 60)
  const { web } = await signet.pids()
  const growth = await growthWhile(web!, async () => {
    const ends = await Promise.all(Array.from({ length: 10 }, () => send(upload(), 120)))
    expect(ends.map((end) => end.reason?.code)).toEqual(Array.from({ length: 10 }, () => 'not-a-report'))
  })
  console.log(`ten 60 MiB uploads: web ${growth.toFixed(0)} MB above idle`)
  expect(growth).toBeLessThan(100)
}, 300_000)

test('a small archive that unpacks to very many auth_results takes the worker less than 150 MB above idle', async () => {
  const entries = '<dkim><domain>a.example</domain></dkim>'.repeat(24_000)
  const record = sampleRecord({}).replace('<auth_results>', `<auth_results>${entries}`)
  const few = sampleRecord({ count: 200 }).replace(
    '<auth_results>',
    `<auth_results>${'<dkim><domain>a.example</domain></dkim>'.repeat(300)}`,
  )
  const { worker } = await signet.pids()
  const growth = await growthWhile(worker!, async () => {
    const flood = `${sampleHead({ id: 'flood' })}${record.repeat(100)}</feedback>`
    expect(await send(gzipSync(flood), 60)).toMatchObject({ status: 'rejected', reason: { code: 'field-too-long' } })
    const head = sampleHead({ id: 'wide', begin: yesterday() - 80 * 86_400, end: yesterday() })
    expect(await send(gzipSync(`${head}${few.repeat(1_000)}</feedback>`), 120)).toMatchObject({ status: 'stored' })
  })
  console.log(`very many auth_results: worker ${growth.toFixed(0)} MB above idle`)
  expect(growth).toBeLessThan(150)
  expect((await signet.pids()).worker).toBe(worker)
}, 240_000)

test('a 300 MB report takes the worker less than 150 MB above idle', async () => {
  const { gz, records } = largeReport(300 * MIB)
  const bytes = await gz
  await send(await largeReport(MIB).gz, 60)
  const { worker } = await signet.pids()
  let stored: Awaited<ReturnType<typeof send>> | null = null
  const growth = await growthWhile(worker!, async () => {
    stored = await send(bytes, 400)
  })
  expect(stored).toMatchObject({ status: 'stored', documents: [{ records }] })
  console.log(`300 MB report: worker ${growth.toFixed(0)} MB above idle`)
  expect(growth).toBeLessThan(150)
}, 600_000)
