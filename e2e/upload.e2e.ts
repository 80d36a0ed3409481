import { gzipSync } from 'node:zlib'

import { type Locator, type Page, expect } from '@playwright/test'
import pg from 'pg'

import { fetchAsKey } from './as-key.ts'
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

test('a person drops one file and chooses two, sees three outcomes, and the same numbers in chart, table, API and database', async ({
  page,
  signet,
}) => {
  await page.goto(`${signet.url}/upload`)
  await drop(page, 'a.xml.gz', gzipSync(REPORT_A))
  await page.locator('input[type=file]').setInputFiles([
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
  await expect(main).toContainText('does not report: Apple is not known to send DMARC aggregate reports.')
  await main.getByText('Table', { exact: true }).click()
  const days = page.getByRole('table', { name: 'Messages by day' })
  const day = days.getByRole('row').filter({ hasText: '193' })
  await expect(day).toHaveCount(1)
  await expect(day.getByRole('cell')).toHaveText([/^200$/, /^193$/, /^7$/, /^96\.5\b/, /^2$/, /./])

  await page.goto(`${signet.url}/sources`)
  const sources = page.getByRole('table', { name: 'Sources with their messages' })
  const source = (ip: string): Locator => sources.getByRole('row').filter({ hasText: ip }).getByRole('cell')
  await expect(source('192.0.2.10')).toHaveText([/^190$/, /^0$/, /^100\b/, /^100\b/, /^100\b/, '', /./, /./])
  await expect(source('198.51.100.20')).toHaveText([/^7$/, /^7$/, /^0\b/, /^0\b/, /^0\b/, '', /./, /./])
  await expect(source('17.58.6.40')).toHaveText([/^3$/, /^0$/, /^100\b/, /^0\b/, /^100\b/, '', /./, /./])
  await expect(sources.getByRole('row').filter({ hasText: '17.58.6.40' })).toContainText(/apple|icloud/i)

  const summary = (await (await fetchAsKey(`${signet.url}/api/v1/summary`)).json()) as Record<string, number>
  expect(summary).toMatchObject({ messages: 200, pass: 193, fail: 7, reports: 2, sources: 3 })
  const client = new pg.Client({ connectionString: signet.databaseUrl })
  await client.connect()
  const { rows } = await client.query(
    `select sum(count)::int as messages, (sum(count) filter (where verdict = 'pass'))::int as pass from record`,
  )
  await client.end()
  expect(rows[0]).toEqual({ messages: 200, pass: 193 })
})

test('nothing is wider than the screen of a phone', async ({ page, signet }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { reports } = (await (await fetchAsKey(`${signet.url}/api/v1/reports`)).json()) as { reports: { id: string }[] }
  expect(reports).toHaveLength(2)
  const details = [`/reports/${reports[0]!.id}`, '/sources/192.0.2.10', '/domains/example.com']
  const lists = ['/', '/sources', '/receivers', '/icloud', '/domains', '/records', '/reports', '/inbox', '/upload']
  for (const path of [...lists, ...details]) {
    await page.goto(signet.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth), path).toBeLessThanOrEqual(390)
  }
})

/** Drops a file as a person does who drags it from another window. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(content)], fileName))
      return transfer
    },
    [name, [...bytes]] as const,
  )
  await page.getByLabel('Drop files here').dispatchEvent('drop', { dataTransfer })
}
