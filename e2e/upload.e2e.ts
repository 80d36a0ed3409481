import { gzipSync } from 'node:zlib'

import { expect } from '@playwright/test'
import pg from 'pg'

import { sampleReport } from './sample-report.ts'
import { test } from './signet-test.ts'
import { zipOf } from './zip-of.ts'

const REPORT_A = sampleReport({
  id: 'upload-a',
  records: [
    { ip: '192.0.2.10', count: 90 },
    { ip: '198.51.100.20', count: 7, dkim: 'fail', spf: 'fail' },
    { ip: '17.58.6.40', count: 3, spf: 'fail' },
  ],
})
const REPORT_B = sampleReport({ id: 'upload-b', org: 'Second Provider', records: [{ ip: '192.0.2.10', count: 100 }] })

test('a person drops three files, sees three outcomes, and the same numbers in chart, table, API and database', async ({
  page,
  signet,
}) => {
  await page.goto(`${signet.url}/upload`)
  await page.locator('input[type=file]').setInputFiles([
    { name: 'a.xml.gz', mimeType: 'application/gzip', buffer: gzipSync(REPORT_A) },
    { name: 'b.zip', mimeType: 'application/zip', buffer: await zipOf({ 'b.xml': REPORT_B }) },
    { name: 'broken.xml', mimeType: 'text/xml', buffer: Buffer.from(REPORT_A.slice(0, 900)) },
  ])
  for (const [name, outcome] of [
    ['a.xml.gz', /stored/i],
    ['b.zip', /stored/i],
    ['broken.xml', /rejected/i],
  ] as const)
    await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText(outcome)
  await expect(page.getByRole('listitem').filter({ hasText: 'broken.xml' })).toContainText('part of it is missing')

  await page.goto(`${signet.url}/`)
  const main = page.getByRole('main')
  await expect(main).toContainText('200')
  await expect(main).toContainText('96.5')
  await expect(main.getByRole('img').or(main.locator('svg.recharts-surface')).first()).toBeVisible()
  await expect(main).toContainText('iCloud')

  await page.goto(`${signet.url}/sources`)
  const row = page.getByRole('row').filter({ hasText: '192.0.2.10' })
  await expect(row).toContainText('190')
  await expect(page.getByRole('row').filter({ hasText: '17.58.6.40' })).toContainText(/apple|icloud/i)

  const summary = (await (await fetch(`${signet.url}/api/v1/summary`)).json()) as Record<string, number>
  expect(summary).toMatchObject({ messages: 200, pass: 193, fail: 7, reports: 2, sources: 3 })
  const client = new pg.Client({ connectionString: signet.databaseUrl })
  await client.connect()
  const { rows } = await client.query(
    `select sum(count)::int as messages, (sum(count) filter (where verdict = 'pass'))::int as pass from record`,
  )
  await client.end()
  expect(rows[0]).toEqual({ messages: 200, pass: 193 })
})
