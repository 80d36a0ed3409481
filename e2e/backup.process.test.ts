import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'

const place = mkdtempSync(path.join(tmpdir(), 'signet-backup-'))
const [dataDir, backup, elsewhere] = ['data', 'backup', 'elsewhere'].map((name) => path.join(place, name))

let signet: Signet | null = null
afterEach(() => signet?.stop())
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('a copy of the data directory of a stopped Signet, put elsewhere, gives the same numbers and bytes and takes in more', async () => {
  signet = await startSignet({ dataDir: dataDir! })
  for (let n = 0; n < 5; n++) await handIn(`backup-${n}`)
  const before = await everything(signet)
  await signet.end('SIGTERM')
  execFileSync('cp', ['-a', dataDir!, backup!])

  signet = await startSignet({ dataDir: dataDir! })
  await handIn('after the backup')
  await signet.end('SIGTERM')
  execFileSync('cp', ['-a', backup!, elsewhere!])

  signet = await startSignet({ dataDir: elsewhere! })
  expect(await everything(signet)).toEqual(before)
  await handIn('after the restore')
  expect((await everything(signet)).summary).toMatchObject({ reports: 6, messages: 18 })
}, 240_000)

async function handIn(id: string): Promise<void> {
  const body = sampleReport({ id, records: [{ count: 2 }, { ip: '192.0.2.2' }] })
  const answer = await fetchAsKey(`${signet!.url}/api/v1/submissions?wait=20`, { method: 'POST', body })
  expect(answer.status).toBe(200)
}

async function everything({ url, databaseUrl }: Signet) {
  const { submissions } = (await (await fetchAsKey(`${url}/api/v1/submissions`)).json()) as {
    submissions: { id: string }[]
  }
  const hashes = await Promise.all(
    submissions.map(async ({ id }) => {
      const raw = await fetchAsKey(`${url}/api/v1/submissions/${id}/raw`)
      return createHash('sha256')
        .update(Buffer.from(await raw.arrayBuffer()))
        .digest('hex')
    }),
  )
  return {
    submissions,
    hashes,
    summary: (await (await fetchAsKey(`${url}/api/v1/summary`)).json()) as Record<string, number>,
    sums: await queryRows(databaseUrl, 'select t::text as row from daily_source t order by t::text'),
  }
}
