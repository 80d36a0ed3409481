import { expect } from '@playwright/test'

import { fetchAsKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { sampleReport } from './sample-report.ts'
import { test } from './signet-test.ts'

/** An installation from its first minute on: empty, then a file, then very much. */

test('an empty installation says how to get reports, how to try it, and what it looks like when it is full', async ({
  page,
  signet,
}) => {
  for (const path of ['/', '/sources', '/receivers', '/domains', '/records', '/reports']) {
    await page.goto(signet.url + path)
    const main = page.getByRole('main')
    await expect(main.getByRole('heading', { name: 'No reports yet' })).toBeVisible()
    await expect(main.getByRole('link', { name: 'Settings, Ingest' })).toHaveAttribute('href', '/settings/ingest')
    await expect(main).toContainText('npm run demo')
    await expectAccessible(page)
  }
  await page.goto(`${signet.url}/settings/ingest`)
  for (const words of ['No mail can arrive yet', 'SMTP_PORT is 0', 'INGEST_DOMAIN is localhost'])
    await expect(page.getByRole('main')).toContainText(words)
  await page.goto(`${signet.url}/inbox`)
  await expect(page.getByRole('heading', { name: 'Nothing has come in yet' })).toBeVisible()
  await expectAccessible(page)
})

test('what comes in shows by itself, is found and narrowed down, and is read again', async ({ page, signet }) => {
  await page.goto(`${signet.url}/inbox`)
  const send = (name: string, body: string) =>
    fetchAsKey(`${signet.url}/api/v1/submissions?wait=20&filename=${name}`, { method: 'POST', body })
  await send('first.xml', sampleReport({ id: 'first', org: 'First Provider' }))
  await send('noise.txt', 'nothing that could be a report')
  const table = page.getByRole('table', { name: 'What came in' })
  const row = (name: string) => table.getByRole('row').filter({ hasText: name })
  await expect(row('first.xml')).toContainText('stored', { timeout: 30_000 })

  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('rejected')
  await expect(page).toHaveURL(/status=rejected/)
  await expect(row('first.xml')).toHaveCount(0)
  await expect(row('noise.txt')).toContainText('not-a-report')
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('')
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('aggregate')
  await page.getByRole('combobox', { name: 'Way' }).selectOption('api')
  await expect(row('noise.txt')).toHaveCount(0)
  await page.getByRole('searchbox').fill('first provider')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/search=first/)
  await expect(row('first.xml')).toHaveCount(1)
  await page.getByRole('searchbox').fill('nobody')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing here is like that' })).toBeVisible()
  await page.getByRole('link', { name: 'Show everything' }).click()

  const answered = page.waitForResponse((response) => response.url().endsWith('/read'))
  await row('first.xml').getByRole('button', { name: 'Read again first.xml' }).click()
  expect((await answered).status()).toBe(202)
  await expect(row('first.xml')).toContainText('stored')
})

test('five thousand sources are a page of fewer than 3,000 nodes, wide and on a phone', async ({ page, signet }) => {
  const records = Array.from({ length: 5_000 }, (_, index) => ({
    ip: `198.${18 + (index >> 12)}.${(index >> 4) & 255}.${index & 15}`,
    count: 1 + (index % 7),
  }))
  await fetchAsKey(`${signet.url}/api/v1/submissions?wait=60&filename=many.xml`, {
    method: 'POST',
    body: sampleReport({ id: 'many', records }),
  })
  await page.goto(`${signet.url}/sources`)
  await expect(page.getByRole('main')).toContainText('5,001 addresses')
  await page.waitForLoadState('networkidle')
  const count = () => page.evaluate(() => document.querySelectorAll('*').length)
  expect(await count()).toBeLessThan(3_000)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await count()).toBeLessThan(3_000)
})
