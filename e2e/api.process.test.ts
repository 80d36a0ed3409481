import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'
import { zipOf } from './zip-of.ts'

const LIMIT = 3_000_000

let signet: Signet

beforeAll(async () => {
  signet = await startSignet({ env: { LIMIT_INPUT_BYTES: String(LIMIT) } })
}, 180_000)
afterAll(() => signet.stop())

type Submission = {
  id: string
  filename: string | null
  via: string
  status: string
  size: number
  reason: { code: string; message: string } | null
  documents: { kind: string; status: string; records: number; messages: number; reportId: string }[]
  documentCount: number
}
type Answer = { status: number; body: { submissions: Submission[]; detail: string }; type: string | null }

async function call(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetchAsKey(signet.url + path, init)
  return {
    status: answer.status,
    body: (await answer.json()) as Answer['body'],
    type: answer.headers.get('content-type'),
  }
}

function post(path: string, body: BodyInit | null, headers: Record<string, string> = {}): Promise<Answer> {
  return call(`/api/v1/submissions${path}`, { method: 'POST', body, headers })
}

function form(files: Record<string, string | Buffer>, field = 'file'): FormData {
  const data = new FormData()
  for (const [name, bytes] of Object.entries(files))
    data.append(field, new Blob([Uint8Array.from(Buffer.from(bytes))]), name)
  return data
}

/** A cursor as Signet makes them, of whatever it should not hold. */
function cursorOf(position: unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

describe('handing in', () => {
  test('answers 202 at once, and 200 with the outcome when it is waited for', async () => {
    const report = sampleReport({ id: 'soon' })
    const soon = await post('?filename=folder/soon.xml', report)
    expect(soon.status).toBe(202)
    const [accepted] = soon.body.submissions as [Submission]
    expect(accepted).toMatchObject({ filename: 'soon.xml', via: 'api', status: 'queued', size: report.length })
    const later = (await call(`/api/v1/submissions/${accepted.id}`)).body as unknown as Submission
    const { status, documents, documentCount } = later
    expect(later).toEqual({ ...accepted, status, documents, documentCount })
    const waited = await post('?wait=30&filename=a.xml', sampleReport({ id: 'waited' }))
    expect(waited.status).toBe(200)
    expect(waited.body.submissions).toMatchObject([
      {
        filename: 'a.xml',
        via: 'api',
        status: 'stored',
        reason: null,
        documents: [{ kind: 'aggregate', records: 1, messages: 1 }],
      },
    ])
  })

  test('takes any number of files in one request and keeps their order', async () => {
    const zip = await zipOf({
      'one.xml': sampleReport({ id: 'm1' }),
      '__MACOSX/._one.xml': 'x',
      'two.xml': sampleReport({ id: 'm2' }),
    })
    const files = { 'z.zip': zip, 'plain.txt': 'hello', 'r.gz': gzipSync(sampleReport({ id: 'm3' })) }
    const { status, body } = await post('?wait=30', form(files))
    expect(status).toBe(200)
    expect(body.submissions.map(({ filename, status: end }) => [filename, end])).toEqual([
      ['z.zip', 'stored'],
      ['plain.txt', 'rejected'],
      ['r.gz', 'stored'],
    ])
    expect(body.submissions[0]!.documents).toHaveLength(2)
  })

  test('marks what a page of its own sends as an upload', async () => {
    const { body } = await post('', 'x', { 'sec-fetch-site': 'same-origin' })
    expect(body.submissions[0]!.via).toBe('upload')
  })

  test('an empty file is a submission like any other, rejected with its reason', async () => {
    for (const body of [null, '', form({ 'empty.xml': '' })]) {
      const answer = await post('?wait=30', body)
      expect(answer.status).toBe(200)
      expect(answer.body.submissions).toMatchObject([{ status: 'rejected', reason: { code: 'empty' } }])
    }
  })

  test('takes a file of exactly the limit, and notes one that is a byte larger without its bytes', async () => {
    const fits = await post('?wait=30', randomBytes(LIMIT))
    expect(fits).toMatchObject({
      status: 200,
      body: { submissions: [{ status: 'rejected', reason: { code: 'not-a-report' } }] },
    })
    const over = await post('?wait=30&filename=large.bin', randomBytes(LIMIT + 1))
    expect(over).toMatchObject({ status: 413, type: 'application/problem+json' })
    expect(over.body.detail).toContain('LIMIT_INPUT_BYTES')
    const [noted] = (await call('/api/v1/submissions?limit=1')).body.submissions
    expect(noted).toMatchObject({
      filename: 'large.bin',
      status: 'rejected',
      size: LIMIT + 1,
      reason: { code: 'too-large' },
    })
    expect((await fetchAsKey(`${signet.url}/api/v1/submissions/${noted!.id}/raw`)).status).toBe(404)
  })

  test('one file too large does not take the others of its request with it', async () => {
    const { status, body } = await post(
      '?wait=30',
      form({ 'a.bin': randomBytes(LIMIT + 1), 'b.xml': sampleReport({ id: 'beside' }) }),
    )
    expect(status).toBe(413)
    expect(body.submissions.map((one) => one.status)).toEqual(['rejected', 'stored'])
  })

  test('a part far beyond the limit is read to its end, and the part behind it is taken', async () => {
    const files = { 'a.bin': randomBytes(5 * LIMIT), 'b.xml': sampleReport({ id: 'behind' }) }
    const { status, body } = await post('?wait=30', form(files))
    expect(status).toBe(413)
    expect(body.submissions.map((one) => one.status)).toEqual(['rejected', 'stored'])
    expect((await post('?wait=30', randomBytes(5 * LIMIT))).status).toBe(413)
  })

  test.each([
    ['a multipart body without a boundary', 'x', { 'content-type': 'multipart/form-data' }],
    [
      'a multipart body that is cut off',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      { 'content-type': 'multipart/form-data; boundary=b' },
    ],
    [
      'a multipart body without a file',
      '--b\r\ncontent-disposition: form-data; name="other"\r\n\r\nabc\r\n--b--\r\n',
      { 'content-type': 'multipart/form-data; boundary=b' },
    ],
  ])('refuses %s with 400 and stores nothing', async (_, body, headers) => {
    const [before] = (await call('/api/v1/submissions?limit=1')).body.submissions
    expect(await post('', body, headers)).toMatchObject({ status: 400, type: 'application/problem+json' })
    const [after] = (await call('/api/v1/submissions?limit=1')).body.submissions
    expect(after?.id).toBe(before?.id)
  })

  test('of a multipart body that is cut off in its second file only the first is stored, and the answer names it', async () => {
    const part = (name: string): string =>
      `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${sampleReport({ id: name })}\r\n`
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const { status, body } = await post(
      '?wait=30',
      `${part('whole.xml')}${part('cut.xml')}--b--\r\n`.slice(0, -20),
      headers,
    )
    expect(status).toBe(400)
    expect(body.submissions.map(({ filename }) => filename)).toEqual(['whole.xml'])
    const newest = (await call('/api/v1/submissions?limit=2')).body.submissions.map(({ filename }) => filename)
    expect(newest).not.toContain('cut.xml')
  })

  test('gives back what an upload held when its sender goes away within a part', async () => {
    const { web } = await signet.pids()
    const held = (): number => readdirSync(`/proc/${web}/fd`).length
    const before = held()
    const { port } = new URL(signet.url)
    for (let n = 0; n < 10; n++) {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`
      socket.write(
        `POST /api/v1/submissions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 2900000\r\n\r\n${head}${'x'.repeat(2_000_000)}`,
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
      socket.destroy()
    }
    await expect.poll(held, { timeout: 10_000 }).toBeLessThanOrEqual(before + 3)
  }, 30_000)

  test('stores nothing of an upload whose sender goes away in the middle', async () => {
    const [before] = (await call('/api/v1/submissions?limit=1')).body.submissions
    const { port } = new URL(signet.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /api/v1/submissions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 5000\r\n\r\n<feedback>`,
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 300))
    const [after] = (await call('/api/v1/submissions?limit=1')).body.submissions
    expect(after?.id).toBe(before?.id)
  })

  test.each<Record<string, string>>([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('refuses a request made by a page of another site: %o', async (headers) => {
    const answer = await fetchAsKey(`${signet.url}/api/v1/submissions`, { method: 'POST', body: 'x', headers })
    expect(answer.status).toBe(403)
  })

  test.each(['-1', '61', 'soon'])('refuses to wait %s seconds', async (wait) => {
    expect((await post(`?wait=${wait}`, 'x')).status).toBe(400)
  })

  test('gives back exactly the bytes that came in, as a download', async () => {
    const bytes = randomBytes(300_000)
    const { body } = await post('?filename=%22odd%22%20n%C3%A4me.bin', bytes)
    const raw = await fetchAsKey(`${signet.url}/api/v1/submissions/${body.submissions[0]!.id}/raw`)
    expect(Buffer.from(await raw.arrayBuffer()).equals(bytes)).toBe(true)
    expect(raw.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(raw.headers.get('content-type')).toBe('application/octet-stream')
  })
})

describe('deleting and keeping', () => {
  const settings = { keepBytesDays: null, keepRecordsDays: 400, keepSumsDays: 800 }

  function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    return fetchAsKey(`${signet.url}/api/v1${path}`, init)
  }

  test('a deleted report is gone, with its bytes', async () => {
    const { body } = await post('?wait=30', sampleReport({ id: 'to be deleted' }))
    const [{ id, documents }] = body.submissions as [Submission]
    const path = `/reports/${documents[0]!.reportId}`
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('DELETE', path)).status).toBe(404)
    expect((await call(`/api/v1/submissions/${id}`)).body).toMatchObject({ reason: { code: 'deleted' } })
    const raw = await call(`/api/v1/submissions/${id}/raw`)
    expect(raw).toMatchObject({ status: 410, type: 'application/problem+json' })
  })

  test('a domain is deleted by a job that says what it removed', async () => {
    const records = [{ count: 5 }, { count: 6 }]
    await post('?wait=30', sampleReport({ id: 'of a domain', domain: 'gone.example', records }))
    const answer = await send('DELETE', '/domains/Gone.example')
    expect(answer.status).toBe(202)
    const { job } = (await answer.json()) as { job: { id: string } }
    const read = async (): Promise<unknown> => (await send('GET', `/jobs/${job.id}`)).json()
    const result = { reports: 1, records: 2, messages: 11 }
    await expect.poll(read, { timeout: 20_000 }).toMatchObject({ kind: 'delete_domain', status: 'done', result })
    expect((await send('DELETE', '/domains/gone.example')).status).toBe(404)
  })

  test('a submission is read again, and keeps its report when it reads the same', async () => {
    const { body } = await post('?wait=30', sampleReport({ id: 'again' }))
    const [before] = body.submissions as [Submission]
    const answer = await send('POST', `/submissions/${before.id}/read`)
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ id: before.id })
    await expect.poll(async () => (await call(`/api/v1/submissions/${before.id}`)).body).toEqual(before)
    expect((await send('POST', '/submissions/01900000-0000-7000-8000-000000000000/read')).status).toBe(404)
  })

  test('all of a kind are read again by a job, and a submission without bytes is not', async () => {
    const tooLarge = await post('', randomBytes(LIMIT + 1))
    expect((await send('POST', `/submissions/${tooLarge.body.submissions[0]!.id}/read`)).status).toBe(409)
    await post('?wait=30', sampleReport({ id: 'again as well' }))
    const answer = await send('POST', '/submissions/read?kind=aggregate')
    expect(answer.status).toBe(202)
    const { job } = (await answer.json()) as { job: { id: string } }
    const read = async (): Promise<unknown> => (await send('GET', `/jobs/${job.id}`)).json()
    await expect.poll(read, { timeout: 30_000 }).toMatchObject({
      kind: 'read_again',
      status: 'done',
      subject: { documentKind: 'aggregate' },
      result: { documentsChanged: 0 },
    })
    expect((await send('POST', '/submissions/read?kind=poems')).status).toBe(400)
  })

  test('retention is set as a whole, or refused with a sentence', async () => {
    expect(await (await send('PUT', '/retention', settings)).json()).toMatchObject(settings)
    expect(await (await send('PUT', '/retention', { ...settings, keepPrivateDays: 7 })).json()).toMatchObject({
      keepPrivateDays: 7,
    })
    // Left out, it stays.
    expect(await (await send('PUT', '/retention', settings)).json()).toMatchObject({ keepPrivateDays: 7 })
    for (const wrong of [
      { ...settings, keepSumsDays: 399 },
      { keepBytesDays: 1 },
      { ...settings, keepBytesDays: '9' },
      { ...settings, keepPrivateDays: 366 },
      { ...settings, keepPrivateDays: null },
      null,
    ])
      expect((await send('PUT', '/retention', wrong)).status).toBe(400)
    expect(await (await send('GET', '/retention')).json()).toMatchObject(settings)
  })

  test.each([
    ['DELETE', '/reports/01900000-0000-7000-8000-000000000000'],
    ['DELETE', '/domains/example.com'],
    ['PUT', '/retention'],
    ['POST', '/submissions/read'],
    ['POST', '/submissions/01900000-0000-7000-8000-000000000000/read'],
  ])('refuses %s %s when a page of another site asks for it', async (method, path) => {
    expect((await send(method, path, settings, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})

describe('reading', () => {
  test.each([
    '/summary?from=yesterday',
    '/summary?from=2026-02-02&to=2026-02-01',
    '/timeseries?by=weather',
    '/sources?limit=0',
    '/sources?limit=501',
    '/sources?cursor=nonsense',
    `/sources?cursor=${cursorOf(['a', 'b'])}`,
    `/reports?cursor=${cursorOf([1, 'x'])}`,
    `/submissions?cursor=${cursorOf(['x'])}`,
    `/jobs?cursor=${cursorOf(['x'])}`,
    '/summary?receiver=%00',
    '/reports/%ZZ',
    '/submissions/%FF',
    '/reports?verdict=maybe',
    '/submissions?status=lost',
    '/summary?sender=x',
    '/summary?mail=maybe',
    '/summary?headerFrom=%00',
    '/sources?order=color',
    '/sources?format=xml',
    '/groups?by=color',
    `/records?cursor=${cursorOf(['2026-02-30', '01900000-0000-7000-8000-000000000000', 1, '2026-02-01'])}`,
  ])('answers %s with 400 and a sentence', async (path) => {
    const answer = await call(`/api/v1${path}`)
    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' })
    expect(answer.body.detail.length).toBeGreaterThan(20)
  })

  test.each([
    '/reports/nothing',
    '/reports/01900000-0000-7000-8000-000000000000',
    '/reports/x/records',
    '/submissions/x',
    '/submissions/x/raw',
    '/jobs/x',
    '/no/such/thing',
  ])('answers %s with 404', async (path) => {
    expect(await call(`/api/v1${path}`)).toMatchObject({ status: 404, type: 'application/problem+json' })
  })

  test('every list answers under its own name, with a cursor', async () => {
    for (const name of ['sources', 'receivers', 'domains', 'reports', 'submissions', 'jobs', 'timeseries']) {
      const { status, body } = await call(`/api/v1/${name}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ [name]: expect.any(Array) as unknown, nextCursor: null })
    }
  })

  test('lives, is ready, and describes itself', async () => {
    expect((await call('/healthz')).status).toBe(200)
    expect((await call('/readyz')).status).toBe(200)
    expect((await call('/api/v1/openapi.json')).body).toMatchObject({ openapi: '3.1.0' })
  })

  test('is not ready while no worker lives', async () => {
    const { worker } = await signet.pids()
    process.kill(worker!, 'SIGKILL')
    await expect.poll(async () => (await call('/readyz')).status, { interval: 5, timeout: 5_000 }).toBe(503)
    await expect.poll(async () => (await call('/readyz')).status, { timeout: 20_000 }).toBe(200)
  })
})
