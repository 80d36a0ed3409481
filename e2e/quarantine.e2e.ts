import { type Page, expect } from '@playwright/test'
import { createTransport } from 'nodemailer'

import { findFreePort } from '#lib/db/free-port.ts'
import { type DnsServer, startDnsServer } from '#lib/dns/testing/dns-server.ts'
import { rsaKey, sign } from '#lib/inbox/testing/signed-mail.ts'

import { fetchAsKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleMail } from './sample-mail.ts'
import { sampleReport } from './sample-report.ts'
import { test as base } from './signet-test.ts'

/** Real mails by SMTP, genuine and forged, with a DNS of their own: what waits, and what a person decides. */

const GOOGLE = 'noreply-dmarc-support@google.com'
const key = rsaKey()

const test = base.extend<object, { dns: DnsServer; signet: Signet; mails: void }>({
  dns: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const dns = await startDnsServer()
      for (const domain of ['google.com', 'forger.example'])
        dns.zone[`test._domainkey.${domain}`] = { txt: [key.record] }
      await use(dns)
      await dns.stop()
    },
    { scope: 'worker' },
  ],
  signet: [
    async ({ dns }, use) => {
      const SMTP_PORT = String(await findFreePort())
      const signet = await startSignet({
        env: { DNS_SERVERS: dns.address, INGEST_DOMAIN: 'reports.example', SMTP_PORT },
      })
      await sendAll(signet, Number(SMTP_PORT))
      await use(signet)
      await signet.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

type Mail = { id: string; domain: string; signer: string | null; count: number; org?: string; from?: string }

const MAILS: Mail[] = [
  { id: 'genuine', domain: 'example.com', signer: 'google.com', count: 3 },
  { id: 'mine-1', domain: 'example.net', signer: 'google.com', count: 20 },
  { id: 'mine-2', domain: 'mail.example.net', signer: 'google.com', count: 30 },
  { id: 'forged', domain: 'example.com', signer: 'forger.example', count: 500 },
  { id: 'unknown', domain: 'example.org', signer: null, count: 7, org: 'Small', from: 'dmarc@small.example' },
  { id: 'junk', domain: 'junk.example', signer: null, count: 9, org: 'Small', from: 'dmarc@small.example' },
]

/** One report is uploaded first, so that example.com is a domain of the organization. */
async function sendAll(signet: Signet, port: number): Promise<void> {
  const body = sampleReport({ id: 'uploaded', records: [{ count: 1 }] })
  await fetchAsKey(`${signet.url}/api/v1/submissions?wait=30`, { method: 'POST', body })
  const { addresses } = await ask<{ addresses: { address: string }[] }>(signet, 'ingest-addresses')
  const transport = createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } })
  for (const { id, domain, signer, count, org = 'google.com', from = GOOGLE } of MAILS) {
    const mail = sampleMail(sampleReport({ id, domain, org, email: from, records: [{ count }] }), {
      from,
      messageId: id,
    })
    const raw = signer === null ? mail : await sign(mail, { domain: signer, key })
    await transport.sendMail({ envelope: { from: `${id}@bounces.example`, to: addresses[0]!.address }, raw })
  }
  await expect
    .poll(
      async () =>
        (await ask<{ submissions: { status: string }[] }>(signet, 'submissions')).submissions
          .map(({ status }) => status)
          .toSorted(),
      { timeout: 60_000 },
    )
    .toEqual([...Array(5).fill('quarantined'), 'stored', 'stored'])
}

async function ask<Answer>(signet: Signet, path: string): Promise<Answer> {
  return (await (await fetchAsKey(`${signet.url}/api/v1/${path}`)).json()) as Answer
}

const messages = async (signet: Signet): Promise<number> =>
  (await ask<{ messages: number }>(signet, 'summary')).messages

const mailFrom = (page: Page, id: string) =>
  page.getByRole('row').filter({ hasText: `Mail from ${id}@bounces.example` })

test.describe.configure({ mode: 'serial' })

test('what waits is uncounted, told apart, and shown with its evidence', async ({ page, signet }) => {
  expect(await messages(signet)).toBe(4)
  await page.goto(`${signet.url}/inbox?status=quarantined`)
  await expect(page.getByRole('row')).toHaveCount(6)
  const forged = mailFrom(page, 'forged')
  await expect(forged).toContainText('not-genuine')
  await expect(forged.getByText('mismatch', { exact: true })).toBeVisible()
  await forged.getByText('What the mail shows').click()
  await expect(forged).toContainText('pass for forger.example, selector test')
  await expect(forged).toContainText('by a relay, which hides the sender’s address')
  const mine = mailFrom(page, 'mine-1')
  await expect(mine.getByText('verified', { exact: true })).toBeVisible()
  await expect(mine).toContainText('unknown-domain')
  for (const [choice, count] of [
    ['mismatch', 1],
    ['verified', 3],
    ['unverified', 2],
    ['suspect', 0],
  ] as const) {
    await page.goto(`${signet.url}/inbox?authenticity=${choice}`)
    await expect(page.getByRole('row').filter({ hasText: 'Mail from' })).toHaveCount(count)
  }
})

test('the page of a report says whether it is genuine, and how that is known', async ({ page, signet }) => {
  await page.goto(`${signet.url}/inbox?authenticity=verified&status=stored`)
  await page.getByRole('link', { name: 'Open' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Google about example.com')
  await expect(page.getByText('verified', { exact: true })).toBeVisible()
  await page.getByText('What the mail shows').click()
  await expect(page.getByText('pass for google.com, selector test')).toBeVisible()
  await expectAccessible(page)
})

for (const [width, colorScheme] of [
  [1_440, 'light'],
  [1_440, 'dark'],
  [390, 'light'],
] as const)
  test(`inbox, overview and settings are for everybody, ${width} wide and ${colorScheme}`, async ({ page, signet }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    for (const path of ['/inbox', '/', '/settings/ingest', '/domains', '/reports']) {
      await page.goto(signet.url + path)
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

test('one word on Overview releases all that waits for a domain, and offers no unverified one', async ({
  page,
  signet,
}) => {
  await page.goto(signet.url)
  const waiting = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /This is my domain/ }) })
  await expect(waiting).toHaveCount(2)
  await page.getByRole('button', { name: 'This is my domain example.net', exact: true }).click()
  await expect(waiting).toHaveCount(0)
  await expect.poll(() => messages(signet), { timeout: 20_000 }).toBe(54)
})

test('to trust a path is asked twice, counts what came by it, and is taken back in the settings', async ({
  page,
  signet,
}) => {
  await page.goto(`${signet.url}/inbox?authenticity=mismatch`)
  const forged = mailFrom(page, 'forged')
  await forged.getByRole('button', { name: /Always trust this path/ }).click()
  expect(await messages(signet)).toBe(54)
  await forged.getByRole('button', { name: 'Count all that comes this way' }).click()
  await expect.poll(() => messages(signet), { timeout: 20_000 }).toBe(554)
  await page.goto(`${signet.url}/settings/ingest`)
  const path = page.getByRole('row').filter({ hasText: 'forger.example' })
  await expect(path).toContainText('Google')
  await path.getByRole('button', { name: /Trust no longer/ }).click()
  await path.getByRole('button', { name: 'Quarantine its mail' }).click()
  await expect(path).toHaveCount(0)
})

test('one is accepted, another one deleted, and nothing is left to decide', async ({ page, signet }) => {
  await page.goto(`${signet.url}/inbox?status=quarantined`)
  const unknown = mailFrom(page, 'unknown')
  await unknown.getByRole('button', { name: /^Accept/ }).click()
  await unknown.getByRole('button', { name: 'Count it' }).click()
  await expect(unknown).toHaveCount(0)
  await expect.poll(() => messages(signet), { timeout: 20_000 }).toBe(561)
  const junk = mailFrom(page, 'junk')
  await junk.getByRole('button', { name: /^Delete/ }).click()
  await junk.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('Nothing here is like that')).toBeVisible()
  await page.goto(`${signet.url}/domains`)
  await expect(page.getByRole('link', { name: 'example.org' }).first()).toBeVisible()
  await expect(page.getByText('junk.example')).toHaveCount(0)
})

test('a domain is added before its first report', async ({ page, signet }) => {
  await page.goto(`${signet.url}/domains`)
  await page.getByRole('textbox', { name: 'Domain', exact: true }).fill('bücher.example')
  await page.getByRole('button', { name: 'Add the domain' }).click()
  await expect(page.getByText('xn--bcher-kva.example is your organization’s.')).toBeVisible()
})

test('a test report goes the whole way to the listener and into the inbox, and is not counted', async ({
  page,
  signet,
}) => {
  const before = await messages(signet)
  await page.goto(`${signet.url}/settings/ingest`)
  await page.getByRole('button', { name: /^Send a test report/ }).click()
  await expect(page.getByText(/It arrived after/)).toBeVisible({ timeout: 30_000 })
  expect(await messages(signet)).toBe(before)
  await page.goto(`${signet.url}/inbox?search=test-report`)
  await expect(page.getByRole('row').filter({ hasText: 'nothing of it is counted' })).toHaveCount(1)
})

test('what repeats a report under another id is marked suspect, in the inbox, in the list and on its page', async ({
  page,
  signet,
}) => {
  const body = sampleReport({ id: 'uploaded-again', records: [{ count: 1 }] })
  await fetchAsKey(`${signet.url}/api/v1/submissions?wait=30&filename=again.xml`, { method: 'POST', body })
  await page.goto(`${signet.url}/inbox?authenticity=suspect`)
  const row = page.getByRole('row').filter({ hasText: 'again.xml' })
  await expect(row.getByText('suspect', { exact: true })).toBeVisible()
  await row.getByRole('link', { name: 'Open' }).click()
  await expect(page.getByRole('heading', { name: 'This report is suspect' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${signet.url}/reports`)
  await expect(page.getByText('suspect', { exact: true })).toHaveCount(2)
})
