import { type Page, expect } from '@playwright/test'

import { findFreePort } from '#lib/db/free-port.ts'
import { type DnsServer, type Zone, startDnsServer } from '#lib/dns/testing/dns-server.ts'

import { fetchAsKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { type Signet, startSignet } from './instance.ts'
import { joinAs, signInAs } from './person.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'
import { test as base } from './signet-test.ts'

/** What is missing for reports to come by mail, as a real DNS server tells it: each domain stands for one thing that goes wrong. */

const INGEST_DOMAIN = 'reports.signet.example'
const DOMAINS = ['missing.example', 'wrong.example', 'forbidden.example', 'good.example', 'dead.example'] as const
type Domain = (typeof DOMAINS)[number]

const test = base.extend<object, { dns: DnsServer; signet: Signet; token: string }>({
  dns: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const dns = await startDnsServer()
      await use(dns)
      await dns.stop()
    },
    { scope: 'worker' },
  ],
  signet: [
    async ({ dns }, use) => {
      const env = { DNS_SERVERS: dns.address, INGEST_DOMAIN, SMTP_PORT: String(await findFreePort()) }
      const signet = await startSignet({ env })
      for (const domain of DOMAINS) await handIn(signet, sampleReport({ id: domain, domain }))
      await use(signet)
      await signet.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  /** Of the address of the organization; by now each domain has in DNS what it stands for. */
  token: [
    async ({ dns, signet }, use) => {
      const [row] = await queryRows<{ token: string }>(signet.databaseUrl, 'select token from ingest_address')
      Object.assign(dns.zone, zoneOf(row!.token))
      await use(row!.token)
    },
    { scope: 'worker', auto: true },
  ],
})

function zoneOf(token: string): Zone {
  const ours = `v=DMARC1; p=none; rua=mailto:rua-${token}@${INGEST_DOMAIN}`
  return {
    '_dmarc.wrong.example': { txt: ['v=DMARC1; p=reject; rua=mailto:dmarc@wrong.example'] },
    [`wrong.example._report._dmarc.${INGEST_DOMAIN}`]: { txt: ['v=DMARC1'] },
    '_dmarc.forbidden.example': { txt: [ours] },
    '_dmarc.good.example': { txt: [ours] },
    [`good.example._report._dmarc.${INGEST_DOMAIN}`]: { txt: ['v=DMARC1;'] },
    '_dmarc.dead.example': 'silent',
    [`dead.example._report._dmarc.${INGEST_DOMAIN}`]: 'fails',
    [INGEST_DOMAIN]: { mx: [{ exchange: 'mx.signet.example', priority: 10 }] },
    'mx.signet.example': { a: ['127.0.0.1'] },
  }
}

async function handIn(signet: Signet, body: string): Promise<void> {
  await fetchAsKey(`${signet.url}/api/v1/submissions?wait=20`, { method: 'POST', body })
}

async function open(page: Page, signet: Signet, domain: Domain): Promise<void> {
  await page.goto(`${signet.url}/domains/${domain}/arrivals`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Do reports arrive?')
  await expect(page.locator('[data-check]')).not.toHaveCount(0)
}

/** The states of the checks, in their order. */
const states = (page: Page): Promise<string[]> =>
  page.locator('[data-check]').evaluateAll((lines) => lines.map((line) => (line as HTMLElement).dataset.state!))

/** What a page must be for everybody: usable by axe's rules, light and wide, dark and on a phone, which it is no wider than. */
async function expectUsable(page: Page): Promise<void> {
  const size = page.viewportSize()!
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize(size)
}

test('without a DMARC record the one to publish is there to copy', async ({ page, signet, token }) => {
  await open(page, signet, 'missing.example')
  const main = page.getByRole('main')
  await expect(main).toContainText(/Reports for missing\.example arrive: the last one came .* by the API\./)
  await expect(main.locator('p').first()).toContainText('missing.example has no DMARC record')
  expect(await states(page)).toEqual(['good', 'bad', 'bad', 'bad', 'unknown', 'good'])
  await expect(page.locator('[data-check=dmarc-record]').getByRole('textbox', { name: 'Value' })).toHaveValue(
    `v=DMARC1; p=none; rua=mailto:rua-${token}@${INGEST_DOMAIN}`,
  )
  await expectUsable(page)
})

test('a record that asks for reports elsewhere is there with the address beside the other one', async ({
  page,
  signet,
  token,
}) => {
  await open(page, signet, 'wrong.example')
  expect(await states(page)).toEqual(['good', 'good', 'bad', 'good', 'unknown', 'good'])
  const line = page.locator('[data-check=rua]')
  await expect(line).toContainText('reports go elsewhere')
  await expect(line.getByRole('textbox', { name: 'Name' })).toHaveValue('_dmarc.wrong.example')
  await expect(line.getByRole('textbox', { name: 'Value' })).toHaveValue(
    `v=DMARC1; p=reject; rua=mailto:dmarc@wrong.example,mailto:rua-${token}@${INGEST_DOMAIN}`,
  )
})

test('a permission that is missing is told to who runs the ingest domain', async ({ page, signet }) => {
  await open(page, signet, 'forbidden.example')
  expect(await states(page)).toEqual(['good', 'good', 'good', 'bad', 'unknown', 'good'])
  const line = page.locator('[data-check=report-permission]')
  await expect(line).toContainText(`whoever runs the DNS of ${INGEST_DOMAIN}`)
  await expect(line.getByRole('textbox', { name: 'Name' })).toHaveValue(
    `forbidden.example._report._dmarc.${INGEST_DOMAIN}`,
  )
})

test('when all is there, that is what it says, and of a host in this network that it cannot be told', async ({
  page,
  signet,
}) => {
  await open(page, signet, 'good.example')
  expect(await states(page)).toEqual(['good', 'good', 'good', 'good', 'unknown', 'good'])
  await expect(page.getByRole('main')).toContainText('Nothing is missing as far as it can be told from here.')
  await expect(page.locator('[data-check=ingest-host]')).toContainText('cannot be told from here')
  await expect(page.getByRole('main')).toContainText('Nobody who reported regularly has stopped.')
  await expectUsable(page)
})

test('while DNS does not answer the rest is there at once, and nothing is called a fault', async ({ page, signet }) => {
  await page.goto(`${signet.url}/domains/dead.example/arrivals`, { waitUntil: 'commit' })
  await expect(page.getByRole('status', { name: 'DNS is being asked' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What came in' })).toBeVisible()
  await expect(page.locator('[data-check]')).toHaveCount(6)
  expect(await states(page)).toEqual(['good', 'unknown', 'unknown', 'unknown', 'unknown', 'good'])
  await expect(page.locator('[data-check=dmarc-record]')).toContainText('No server answered in time.')
  await expectUsable(page)
})

test('the page is found from the domain, from a list that lacks it, and from a filter that finds nothing', async ({
  page,
  signet,
}) => {
  const link = page.getByRole('main').getByRole('link', { name: /do reports .*arrive\?/i })
  for (const address of [
    '/domains/good.example',
    '/domains?from=2020-01-01&to=2020-01-02&domain=good.example',
    '/records?domain=good.example&verdict=fail',
  ]) {
    await page.goto(signet.url + address)
    await link.click()
    await expect(page).toHaveURL(`${signet.url}/domains/good.example/arrivals`)
  }
  const day = Date.UTC(2020, 0, 1) / 1000
  await handIn(signet, sampleReport({ id: 'old', domain: 'good.example', begin: day }))
  await page.goto(`${signet.url}/domains?from=2020-01-01&to=2020-01-01`)
  await expect(page.getByRole('main')).toContainText('missing.example (do reports arrive?)')
  await expectAccessible(page)
})

test('a viewer sees what is missing and no address, on the page and by the API, and no other domain', async ({
  signet,
  token,
}) => {
  const owner = await signInAs(signet.url)
  const { id } = await owner.send<{ id: string }>('POST', '/invitations', {
    email: 'viewer@example.com',
    role: 'viewer',
    domains: ['wrong.example'],
  })
  const viewer = await joinAs(signet.url, id, { email: 'viewer@example.com', password: 'a long enough password' })
  const text = await (await viewer.fetch('/domains/wrong.example/arrivals')).text()
  expect(text).toContain('reports go elsewhere')
  expect(text).not.toContain(token)
  const answer = await viewer.fetch('/api/v1/domains/wrong.example/arrivals')
  expect(await answer.json()).toEqual({
    domain: 'wrong.example',
    checks: expect.arrayContaining([
      {
        id: 'rua',
        state: 'bad',
        sentence: 'The DMARC record does not name an address of Signet: reports go elsewhere.',
      },
    ]) as unknown,
    lastMailAt: null,
    lastReportAt: expect.any(String) as unknown,
    silent: [],
  })
  for (const address of ['/domains/good.example/arrivals', '/api/v1/domains/good.example/arrivals'])
    expect((await viewer.fetch(address)).status).toBe(404)
  expect((await owner.fetch('/domains/nobody.example/arrivals')).status).toBe(404)
})
