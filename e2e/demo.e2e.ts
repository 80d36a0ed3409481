import { expect } from '@playwright/test'
import pg from 'pg'

import { addDays, dayOfInstant } from '#lib/filter.ts'

import { test } from './demo-test.ts'
import { type Signet, runSignet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'

const BAND = 'Demo: generated data, nothing here is real'
const REFUSAL = 'This is a demo with generated data, and nothing real is mixed with it'

async function get<Answer>(signet: Signet, path: string): Promise<Answer> {
  return (await (await fetch(`${signet.url}/api/v1/${path}`)).json()) as Answer
}

/** A day of the demo, counted back from its last one. */
async function dayAgo(signet: Signet, days: number): Promise<string> {
  const last = /up to (\d{4}-\d{2}-\d{2})/.exec(signet.output())![1]!
  return addDays(last, -days)
}

type Summary = { messages: number; pass: number; fail: number; passRate: number; reports: number; sources: number }

test('a year of reports is stored, and none was refused', async ({ signet }) => {
  const [from, to] = [await dayAgo(signet, 364), await dayAgo(signet, 0)]
  expect(to >= addDays(dayOfInstant(new Date()), -2)).toBe(true)
  const summary = await get<Summary>(signet, `summary?from=${from}&to=${to}`)
  expect(summary.reports).toBeGreaterThan(6_000)
  expect(summary.reports).toBeLessThan(10_000)
  for (const status of ['queued', 'processing', 'duplicate', 'quarantined', 'rejected'])
    expect((await get<{ submissions: unknown[] }>(signet, `submissions?status=${status}`)).submissions).toEqual([])

  const client = new pg.Client({ connectionString: signet.databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ isDemo: boolean; late: boolean; early: boolean }>(
    `select o."isDemo", bool_or(s."receivedAt" - r."end" > interval '3 days') as late, bool_or(s."receivedAt" > now()) as early
     from organization o join report r on r."organizationId" = o.id
     join submission s on s."organizationId" = o.id and s.id = r."submissionId" group by o.id`,
  )
  await client.end()
  expect(rows).toEqual([{ isDemo: true, late: true, early: false }])
})

test('every page says that it is a demo', async ({ page, signet }) => {
  for (const path of ['/', '/records', '/inbox', '/upload', '/sources/50.31.205.21']) {
    await page.goto(signet.url + path)
    await expect(page.getByRole('note').filter({ hasText: BAND })).toBeVisible()
  }
})

test('the overview shows three domains and the days on which the key of the shop was broken', async ({
  page,
  signet,
}) => {
  await page.goto(signet.url)
  const domains = page.getByRole('table', { name: 'Domains, with their messages' })
  for (const domain of ['example.com', 'example.net', 'example.org'])
    await expect(domains.getByRole('row').filter({ hasText: domain })).toHaveCount(1)

  const passRate = async (ago: number): Promise<number> => {
    const day = await dayAgo(signet, ago)
    return (await get<Summary>(signet, `summary?domain=example.net&from=${day}&to=${day}`)).passRate
  }
  expect(await passRate(17)).toBeGreaterThan(0.95)
  for (const ago of [16, 15, 14, 13]) expect(await passRate(ago)).toBeLessThan(0.6)
  expect(await passRate(12)).toBeGreaterThan(0.95)

  await domains.getByRole('link', { name: 'example.net' }).click()
  await expect(page).toHaveURL(/\/domains\/example\.net/)
  const failing = page.getByRole('table', { name: 'Messages by Source' })
  await expect(failing.getByRole('row').nth(1)).toContainText(/50\.31\.205\.|104\.245\.209\./)
})

test('the sources show the wave that came back, a CRM that never passes and a help desk of the last week', async ({
  page,
  signet,
}) => {
  await page.goto(`${signet.url}/sources?domain=example.com`)
  const sources = page.getByRole('table', { name: 'Sources with their messages' })
  await expect(sources.getByRole('row').filter({ hasText: '158.247.18.10' })).toContainText('0 %')
  await expect(
    sources
      .getByRole('row')
      .filter({ hasText: /^203\.0\.113\./ })
      .first(),
  ).toBeVisible()
  const { sources: rows } = await get<{ sources: { ip: string; firstSeen: string }[] }>(
    signet,
    'sources?domain=example.com&limit=500',
  )
  const helpDesk = rows.filter(({ ip }) => ip.startsWith('192.161.148.'))
  expect(helpDesk.length).toBeGreaterThan(0)
  const since = await dayAgo(signet, 6)
  for (const { firstSeen } of helpDesk) expect(firstSeen >= since).toBe(true)
})

test('the receivers show one that fell silent, and iCloud that never speaks', async ({ page, signet }) => {
  await page.goto(`${signet.url}/receivers`)
  const receivers = page.getByRole('table', { name: 'Receivers, with their reports' })
  await expect(receivers.getByRole('row').filter({ hasText: 'iCloud' })).toContainText('does not report')
  const { receivers: rows } = await get<{ receivers: { id: string; lastReportAt: string }[] }>(signet, 'receivers')
  const last = (id: string): string => rows.find((row) => row.id === id)!.lastReportAt.slice(0, 10)
  expect(last('comcast') <= (await dayAgo(signet, 19))).toBe(true)
  expect(last('google')).toBe(await dayAgo(signet, 0))
})

test('the page of iCloud shows mail that came through it and recipients that another receiver names', async ({
  page,
  signet,
}) => {
  await page.goto(`${signet.url}/icloud`)
  const recipients = page.getByRole('table', { name: 'Messages whose recipient was at a domain of Apple’s' })
  await expect(recipients.getByRole('row').filter({ hasText: 'icloud.com' })).toContainText('Mimecast')
  const sources = page.getByRole('table', { name: 'Sources within Apple’s networks' })
  await expect(sources.getByRole('row').filter({ hasText: '57.103.76.' }).first()).toContainText('100 %')
  await expect(sources.getByRole('row').filter({ hasText: '17.58.38.' }).first()).toContainText('iCloud mail')
})

test('nothing real gets in: by the API, by the page of uploads or by the command', async ({ page, signet }) => {
  const before = await get<Summary>(signet, 'summary')
  const answer = await fetch(`${signet.url}/api/v1/submissions`, { method: 'POST', body: sampleReport({ id: 'real' }) })
  expect(answer.status).toBe(403)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(((await answer.json()) as { detail: string }).detail).toContain(REFUSAL)

  await page.goto(`${signet.url}/upload`)
  await expect(page.getByRole('main')).toContainText(REFUSAL)
  await expect(page.locator('input[type=file]')).toHaveCount(0)

  const { code, output } = await runSignet(['ingest', import.meta.filename], { DATA_DIR: signet.dataDir })
  expect(code).toBe(1)
  expect(output).toContain(REFUSAL)
  expect(await get<Summary>(signet, 'summary')).toEqual(before)
})

test('whoever sits at this machine is a guest who changes nothing, and nobody who comes through a proxy is one', async ({
  signet,
}) => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(signet.url + path, { method, headers, redirect: 'manual', ...(method === 'GET' ? {} : { body: '{}' }) })
  for (const [method, path] of [
    ['POST', '/api/v1/keys'],
    ['PUT', '/api/v1/retention'],
    ['POST', '/api/v1/invitations'],
    ['DELETE', '/api/v1/domains/example.com'],
    ['POST', '/api/v1/set-up'],
    ['PUT', '/api/v1/profile'],
    ['GET', '/api/v1/settings'],
  ] as const)
    expect([path, (await ask(method, path)).status]).toEqual([path, 403])
  const proxied = { 'x-forwarded-for': '192.0.2.1' }
  expect((await ask('GET', '/api/v1/summary', proxied)).status).toBe(401)
  expect((await ask('GET', '/', proxied)).headers.get('location')).toBe('/sign-in')
  expect((await ask('GET', '/settings')).status).toBe(403)
})

test('an outside database is refused in one sentence', async () => {
  const { code, output } = await runSignet(['demo'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
  expect(code).toBe(1)
  expect(output).toContain('leave DATABASE_URL unset')
})

test('a plain start on the data of a demo still says what it is', async ({ signet }) => {
  await signet.end('SIGTERM')
  const again = await startSignet({ dataDir: signet.dataDir })
  try {
    expect(await (await fetch(again.url)).text()).toContain('generated data, nothing here is real')
    expect((await get<Summary>(again, 'summary')).messages).toBeGreaterThan(100_000)
  } finally {
    await again.stop()
  }
})
