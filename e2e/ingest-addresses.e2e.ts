import { type Locator, type Page, expect } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

import { findFreePort } from '#lib/db/free-port.ts'

import { fetchAsKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'
import { test as base } from './signet-test.ts'

/** What the mail server of the test does with a mail after it took it. */
type Post = { to: string[]; listener: number; deliver: (mail: Buffer) => Promise<void> }

/** A Signet that sends by a mail server of the test's own, and takes mail at a domain that is nobody's here. */
const test = base.extend<object, { post: Post; signet: Signet }>({
  isRefused: true,
  post: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => use({ to: [], listener: await findFreePort(), deliver: () => Promise.resolve() }),
    { scope: 'worker' },
  ],
  signet: [
    async ({ post }, use) => {
      const port = await findFreePort()
      const server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onData: (stream, { envelope }, done) => {
          void Array.fromAsync(stream as AsyncIterable<Buffer>).then((chunks) => {
            post.to.push(...envelope.rcptTo.map(({ address }) => address))
            done()
            return post.deliver(Buffer.concat(chunks))
          })
        },
      })
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
      const signet = await startSignet({
        env: {
          INGEST_DOMAIN: 'reports.example.net',
          SMTP_PORT: String(post.listener),
          SMTP_OUT_URL: `smtp://127.0.0.1:${port}`,
          MAIL_FROM: 'signet@example.net',
        },
      })
      await use(signet)
      await signet.stop()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})
test.describe.configure({ mode: 'serial' })

const PHONE = { width: 390, height: 844 }

/** Usable by axe's rules in light and dark, at this size and as wide as a phone. */
async function expectUsable(page: Page): Promise<void> {
  const size = page.viewportSize()!
  for (const viewport of [size, PHONE]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page)
    }
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(viewport.width)
  }
  await page.setViewportSize(size)
}

function rows(page: Page): Locator {
  return page.getByRole('table', { name: 'Ingest addresses' }).getByRole('row')
}

async function open(page: Page, signet: Signet): Promise<void> {
  await page.goto(`${signet.url}/settings/ingest`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingest')
}

async function addressIn(row: Locator): Promise<string> {
  return row.getByLabel(/^Address for/).inputValue()
}

test('an organization has an address from its beginning, and a record to publish it by', async ({ page, signet }) => {
  await open(page, signet)
  await expect(page.getByRole('link', { name: 'Ingest', exact: true })).toHaveAttribute('aria-current', 'page')
  await expect(rows(page)).toHaveCount(2)
  const address = await addressIn(rows(page).nth(1))
  expect(address).toMatch(/^rua-[0-9a-f]{20}@reports\.example\.net$/)
  for (const word of ['DMARC reports', 'any', 'on', 'never', '0'])
    await expect(rows(page).nth(1).getByRole('cell', { name: word, exact: true })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('No mail can arrive yet')
  await expect(page.getByLabel('Name of the record')).toHaveValue('_dmarc.example.com')
  await expect(page.getByLabel('Value of the record')).toHaveValue(`v=DMARC1; p=none; rua=mailto:${address}`)
  await expect(page.getByRole('main')).toContainText('Put yours in place of example.com')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await rows(page).nth(1).getByRole('button', { name: 'Copy' }).click()
  await expect(rows(page).nth(1).getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
})

test('the record is that of the domain that was chosen, with a permission where one is needed', async ({
  page,
  signet,
}) => {
  for (const domain of ['mail.example.net', 'example.org'])
    await fetchAsKey(`${signet.url}/api/v1/submissions?wait=20`, {
      method: 'POST',
      body: sampleReport({ id: domain, domain }),
    })
  await open(page, signet)
  await expect(page.getByLabel('Name of the record')).toHaveValue('_dmarc.example.org')
  await expect(page.getByLabel('Name of the permission')).toHaveValue('example.org._report._dmarc.reports.example.net')
  await expect(page.getByLabel('Value of the permission')).toHaveValue('v=DMARC1')
  await expect(page.getByRole('main')).toContainText('*._report._dmarc.reports.example.net')
  await page.getByRole('main').getByLabel('Domain', { exact: true }).first().selectOption('mail.example.net')
  await expect(page.getByLabel('Name of the record')).toHaveValue('_dmarc.mail.example.net')
  await expect(page.getByLabel('Name of the permission')).toHaveCount(0)
})

test('an address is made for a domain, and is the one to publish for it', async ({ page, signet }) => {
  await open(page, signet)
  const form = page.getByRole('region', { name: 'Make an address' })
  await form.getByLabel('Domain').fill('https://example.org/')
  await form.getByRole('button', { name: 'Make the address' }).click()
  await expect(form.getByRole('alert')).toContainText('domain must be the name of a domain such as example.com')
  await form.getByLabel('Domain').fill('Bücher.example')
  await form.getByRole('button', { name: 'Make the address' }).click()
  const made = await form.getByLabel('The new address').inputValue()
  const row = rows(page).filter({ hasText: 'xn--bcher-kva.example' })
  await expect(row).toHaveCount(1)
  expect(await addressIn(row)).toBe(made)
  await page.goto(`${signet.url}/settings/ingest?domain=xn--bcher-kva.example`)
  await expect(page.getByLabel('Value of the record')).toHaveValue(`v=DMARC1; p=none; rua=mailto:${made}`)

  await form.getByLabel('What it is for').selectOption('Bounces')
  await form.getByRole('button', { name: 'Make the address' }).click()
  await expect(form.getByLabel('The new address')).toHaveValue(/^bounce-/)
  const bounces = rows(page).filter({ hasText: 'Bounces' })
  await expect(bounces.getByRole('button', { name: /^Send a test report/ })).toHaveCount(0)
})

test('an address is turned off and on, and rotated', async ({ page, signet }) => {
  await open(page, signet)
  const row = rows(page).filter({ hasText: 'xn--bcher-kva.example' })
  await row.getByRole('button', { name: /^Turn off/ }).click()
  await row.getByRole('button', { name: 'Refuse its mail' }).click()
  await expect(row.getByRole('cell', { name: 'off', exact: true })).toBeVisible()
  await row.getByRole('button', { name: /^Turn on/ }).click()
  await expect(row.getByRole('cell', { name: 'on', exact: true })).toBeVisible()
  const before = await addressIn(row)
  await row.getByRole('button', { name: /^Rotate/ }).click()
  await row.getByRole('button', { name: 'Make a new one' }).click()
  await expect(row).toHaveCount(2)
  const retiring = row.filter({ hasText: /retires on \d+ \w{3} \d{4}/ })
  expect(await addressIn(retiring)).toBe(before)
  await expect(retiring.getByRole('button', { name: /^Rotate/ })).toHaveCount(0)
})

test('a test report is sent, and its arrival is told', async ({ page, signet, post }) => {
  test.setTimeout(240_000)
  // As a mail server does that has found the listener by the MX record.
  post.deliver = async (raw) => {
    const next = createTransport({ host: '127.0.0.1', port: post.listener, tls: { rejectUnauthorized: false } })
    await next.sendMail({ envelope: { from: '', to: post.to }, raw })
  }
  await open(page, signet)
  const row = rows(page).filter({ hasText: 'xn--bcher-kva.example' }).first()
  const address = await addressIn(row)
  await row.getByRole('button', { name: /^Send a test report/ }).click()
  await expect(row.getByRole('status')).toContainText(/It arrived after \d+ s and could be read\./)
  expect(post.to).toEqual([address])
  await expectUsable(page)
  await row.getByRole('link', { name: 'See it in the inbox' }).click()
  await expect(page.getByRole('main')).toContainText('This is the test that Signet sent to its own ingest address.')
  await page.goto(`${signet.url}/settings/audit`)
  for (const line of ['made the ingest address', 'turned off the ingest address', 'replaced the ingest address'])
    await expect(page.getByRole('row').filter({ hasText: line }).first()).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: `sent a test report to ${address}` })).toHaveCount(1)
})

test('when nothing arrives it is said where to look', async ({ page, signet, post }) => {
  test.setTimeout(120_000)
  post.deliver = () => Promise.resolve()
  await open(page, signet)
  const row = rows(page).nth(1)
  await row.getByRole('button', { name: /^Send a test report/ }).click()
  await expect(row.getByRole('status')).toContainText('The server for outgoing mail took it')
  await expect(row.getByRole('status')).toContainText('Nothing arrived within 30 s.', { timeout: 45_000 })
  await expect(row.getByRole('status')).toContainText('MX record of reports.example.net')
})

test('the API says in a sentence what makes no sense', async ({ signet }) => {
  const ask = async (method: string, path: string, body: object = {}): Promise<[number, string]> => {
    const answer = await fetchAsKey(`${signet.url}/api/v1/ingest-addresses${path}`, {
      method,
      body: JSON.stringify(body),
    })
    const { detail } = (await answer.json()) as { detail?: string }
    return [answer.status, detail ?? '']
  }
  const { addresses } = (await (await fetchAsKey(`${signet.url}/api/v1/ingest-addresses`)).json()) as {
    addresses: { token: string; purpose: string; retiresAt: string | null }[]
  }
  const bounces = addresses.find(({ purpose }) => purpose === 'bounce')!.token
  const retiring = addresses.find(({ retiresAt }) => retiresAt !== null)!.token
  const none = 'There is no ingest address with this token.'
  expect(await ask('POST', '', { purpose: 'mail' })).toEqual([400, 'purpose must be rua or bounce.'])
  expect(await ask('POST', '', { purpose: 'rua', domain: 'a b' })).toEqual([
    400,
    'domain must be the name of a domain such as example.com, or null.',
  ])
  expect(await ask('PATCH', `/${bounces}`, { enabled: 'no' })).toEqual([400, 'enabled must be true or false.'])
  expect(await ask('PATCH', '/none', { enabled: false })).toEqual([404, none])
  expect(await ask('POST', '/x%20y/rotate')).toEqual([404, none])
  expect(await ask('POST', `/${retiring}/rotate`)).toEqual([409, expect.stringContaining('replaced already')])
  expect(await ask('POST', `/${bounces}/test`)).toEqual([409, expect.stringContaining('this one is for bounces')])
})
