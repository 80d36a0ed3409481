import { type Browser, type Page, expect } from '@playwright/test'

import { API_KEY, asKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'
import { test as base } from './signet-test.ts'

/** A fresh installation, from the token that its start prints to the last key that is revoked, as people do it. */
const test = base.extend<object, { signet: Signet }>({
  isSignedIn: false,
  isRefused: true,
  signet: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const signet = await startSignet({ env: { SIGNET_ADMIN_EMAIL: '', SIGNET_ADMIN_PASSWORD: '' } })
      await use(signet)
      await signet.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})
test.describe.configure({ mode: 'serial' })

const OWNER = { name: 'Ada Example', email: 'ada@example.com', password: 'the password of an owner' }
const CLIENT = { name: 'Carl Client', email: 'carl@example.net', password: 'the password of a client' }
const WRONG = 'The e-mail address or the password is wrong.'

/** What a page must be for everybody: usable by axe's rules in light and dark, and no wider than a phone. */
async function expectUsable(page: Page): Promise<void> {
  const size = page.viewportSize()!
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.scrollingElement!.scrollWidth), page.url()).toBeLessThanOrEqual(390)
  await page.setViewportSize(size)
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Signs in and waits until that is done. */
async function enter(page: Page, signet: Signet, account: { email: string; password: string }): Promise<void> {
  await page.goto(`${signet.url}/sign-in`)
  await signIn(page, account)
  await expect(page).toHaveURL(`${signet.url}/`)
}

/** Somebody else at another machine. */
async function elsewhere(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(address)
  return page
}

let invitation: string

test('the first account is made with the token that the start printed, and with no other', async ({ page, signet }) => {
  await page.goto(signet.url)
  await expect(page).toHaveURL(`${signet.url}/set-up`)
  await expectUsable(page)
  const token = /set-up#token=(\S+) /.exec(signet.output())![1]!
  await page.goto('about:blank')
  await page.goto(`${signet.url}/set-up#token=${token}`)
  await expect(page.getByLabel('Token')).toHaveValue(token)
  await page.getByLabel(/^Organization/).fill('Example Agency')
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('E-mail address').fill(OWNER.email)
  await page.getByLabel(/^Password/).fill('too short')
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '12 characters' })).toBeVisible()
  await page.getByLabel(/^Password/).fill(OWNER.password)
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page).toHaveURL(`${signet.url}/`)
  await expect(page.getByRole('banner')).toContainText('Example Agency')
  await expect(page.getByRole('banner')).toContainText(OWNER.email)

  const again = await fetch(`${signet.url}/api/v1/set-up`, {
    method: 'POST',
    body: JSON.stringify({ token, ...OWNER, email: 'second@example.com', organization: 'Mine' }),
  })
  expect(again.status).toBe(409)
})

test('signing in leads back to the page that was asked for, and nowhere else', async ({ page, signet }) => {
  await page.goto(`${signet.url}/sources?domain=example.com`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectUsable(page)
  await signIn(page, { ...OWNER, password: 'wrong, but long enough' })
  await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible()
  await signIn(page, { email: 'nobody@example.com', password: OWNER.password })
  await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible()
  await signIn(page, OWNER)
  await expect(page).toHaveURL(`${signet.url}/sources?domain=example.com`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(`${signet.url}/sign-in`)
  await page.goto(`${signet.url}/sign-in?next=${encodeURIComponent('//evil.example/')}`)
  await signIn(page, OWNER)
  await expect(page).toHaveURL(`${signet.url}/`)
})

test('a client is invited by link to one domain, joins, and sees that one', async ({ page, signet, browser }) => {
  for (const [id, domain] of [
    ['own', 'agency.example'],
    ['client', 'client.example'],
  ] as const)
    expect(
      (
        await fetch(`${signet.url}/api/v1/submissions?wait=20`, {
          method: 'POST',
          headers: asKey(API_KEY),
          body: sampleReport({ id, domain }),
        })
      ).status,
    ).toBe(200)
  await enter(page, signet, OWNER)
  await page.goto(`${signet.url}/settings/members`)
  await page.getByLabel('E-mail address').fill(CLIENT.email)
  const invite = page.getByRole('region', { name: 'Invite somebody' })
  await invite.getByLabel('Role').selectOption('viewer')
  await invite.getByLabel('Domains that the viewer sees').fill('client.example')
  await page.getByRole('button', { name: 'Invite' }).click()
  const link = page.getByLabel('Link of the invitation')
  await expect(link).toHaveValue(/\/invitation\//)
  invitation = await link.inputValue()
  await expectUsable(page)

  const theirs = await elsewhere(browser, invitation)
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Join Example Agency')
  await expectUsable(theirs)
  await theirs.getByLabel('Your name').fill(CLIENT.name)
  await theirs.getByLabel(/^Password/).fill(CLIENT.password)
  await theirs.getByRole('button', { name: 'Make the account and join' }).click()
  await expect(theirs).toHaveURL(`${signet.url}/`)
  await expect(theirs.getByLabel('Domain', { exact: true }).getByRole('option')).toHaveText([
    'All domains',
    'client.example',
  ])
  await expect(theirs.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Inbox' })).toHaveCount(0)
  await theirs.goto(`${signet.url}/inbox`)
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Not for your role')
  await expectUsable(theirs)
  await theirs.goto(invitation)
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('This invitation is no longer good')
  await theirs.context().close()

  await page.reload()
  await expect(
    page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: CLIENT.email }),
  ).toContainText('viewer of client.example')
})

test('a second organization is made, joined by who has an account, and each is looked at in its turn', async ({
  page,
  signet,
  browser,
}) => {
  await enter(page, signet, OWNER)
  await page.goto(`${signet.url}/settings/organization`)
  await expectUsable(page)
  await page.getByLabel(/^Name( \*)?$/).fill('Second Organization')
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByLabel('Organization', { exact: true })).toHaveValue(/.+/)
  await expect(page.getByLabel('Organization', { exact: true }).locator('option:checked')).toHaveText(
    'Second Organization',
  )
  await expect(page.getByRole('main')).not.toContainText('agency.example')
  await page.goto(`${signet.url}/settings/members`)
  await page.getByLabel('E-mail address').fill(CLIENT.email)
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByLabel('Link of the invitation')).toHaveValue(/\/invitation\//)
  const link = await page.getByLabel('Link of the invitation').inputValue()

  const theirs = await elsewhere(browser, link)
  await theirs.getByRole('link', { name: `Sign in as ${CLIENT.email}` }).click()
  await signIn(theirs, CLIENT)
  await theirs.getByRole('button', { name: 'Join' }).click()
  await expect(theirs.getByLabel('Organization', { exact: true }).locator('option:checked')).toHaveText(
    'Second Organization',
  )
  await theirs.getByLabel('Organization', { exact: true }).selectOption('Example Agency')
  await expect(theirs.getByRole('main')).toContainText('client.example')
  await expect(theirs.getByLabel('Organization', { exact: true }).locator('option:checked')).toHaveText(
    'Example Agency',
  )
  await theirs.context().close()

  await page.getByLabel('Organization', { exact: true }).selectOption('Example Agency')
  await expect(page.getByRole('main')).toContainText('agency.example')
})

test('a role is changed and taken away, and what was open a moment ago is shut', async ({ page, signet, browser }) => {
  await enter(page, signet, OWNER)
  const theirs = await elsewhere(browser, 'about:blank')
  await enter(theirs, signet, CLIENT)
  await theirs.getByLabel('Organization', { exact: true }).selectOption('Example Agency')
  await expect(theirs.getByRole('main')).toContainText('client.example')

  await page.goto(`${signet.url}/settings/members`)
  const row = page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: CLIENT.email })
  await row.getByLabel(`Change the role of ${CLIENT.name}`).click()
  await row.getByLabel('Role').last().selectOption('member')
  await row.getByRole('button', { name: 'Save' }).click()
  await expect(row.getByRole('cell').nth(1)).toHaveText('member')
  await theirs.goto(`${signet.url}/inbox`)
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Inbox')

  await row.getByRole('button', { name: `Remove ${CLIENT.name}` }).click()
  await row.getByRole('button', { name: 'Remove for good' }).click()
  await expect(row).toHaveCount(0)
  await theirs.goto(`${signet.url}/`)
  await expect(theirs.getByRole('banner')).toContainText('Second Organization')
  await expect(theirs.getByRole('main')).not.toContainText('client.example')
  await theirs.context().close()
})

test('a key is made, shown once, used, and refused once it is revoked', async ({ page, signet }) => {
  await enter(page, signet, OWNER)
  await page.goto(`${signet.url}/settings/keys`)
  await page.getByLabel(/^Name/).fill('Mail server')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.getByLabel('The new key').inputValue()
  expect(key).toMatch(/^sig_/)
  await expectUsable(page)
  const send = async (): Promise<number> =>
    (
      await fetch(`${signet.url}/api/v1/submissions`, {
        method: 'POST',
        headers: asKey(key),
        body: sampleReport({ id: 'by key' }),
      })
    ).status
  expect(await send()).toBe(202)
  await page.reload()
  await expect(page.getByLabel('The new key')).toHaveCount(0)
  expect(await page.content()).not.toContain(key)
  const row = page.getByRole('table', { name: 'API keys' }).getByRole('row').filter({ hasText: 'Mail server' })
  await expect(row).not.toContainText('never')
  await row.getByRole('button', { name: 'Revoke Mail server' }).click()
  await row.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(row).toHaveCount(0)
  expect(await send()).toBe(401)
})

test('a session is ended from another one, and a new password ends all of them', async ({ page, signet, browser }) => {
  await enter(page, signet, OWNER)
  await page.goto(`${signet.url}/settings`)
  await page.getByRole('button', { name: 'End all others sessions' }).click()
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Sessions of this account' }).getByRole('row')).toHaveCount(2)
  const another = await elsewhere(browser, `${signet.url}/sign-in`)
  await signIn(another, OWNER)
  await expect(another).toHaveURL(`${signet.url}/`)
  await page.reload()
  await expectUsable(page)
  await page.getByRole('button', { name: /^End the session of/ }).click()
  await expect(page.getByRole('table', { name: 'Sessions of this account' }).getByRole('row')).toHaveCount(2)
  await another.goto(`${signet.url}/reports`)
  await expect(another).toHaveURL(`${signet.url}/sign-in?next=%2Freports`)

  await signIn(another, OWNER)
  await expect(another).toHaveURL(`${signet.url}/reports`)
  await page.getByLabel('Present password').fill('not this one, surely')
  await page.getByLabel('New password').fill('another password of an owner')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The present password is another one.' })).toBeVisible()
  await page.getByLabel('Present password').fill(OWNER.password)
  await page.getByLabel('New password').fill('another password of an owner')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByRole('status')).toHaveText('The password was changed.')
  await another.goto(`${signet.url}/reports`)
  await expect(another).toHaveURL(`${signet.url}/sign-in?next=%2Freports`)
  await another.context().close()
  await page.goto(`${signet.url}/reports`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reports')
})

test('the audit log and the settings tell the owner what was done and what counts', async ({ page, signet }) => {
  await enter(page, signet, { ...OWNER, password: 'another password of an owner' })
  await page.goto(`${signet.url}/settings/audit`)
  await expectUsable(page)
  const log = page.getByRole('table', { name: 'What was done' })
  for (const line of [
    'set Signet up',
    `invited ${CLIENT.email}`,
    'joined',
    'made the key Mail server',
    'revoked the key Mail server',
    `removed ${CLIENT.email}`,
    'changed the password',
  ])
    await expect(log.getByRole('row').filter({ hasText: line }).first()).toBeVisible()
  await page.goto(`${signet.url}/settings/installation`)
  await expectUsable(page)
  await page.getByRole('button', { name: 'Try DATABASE_URL' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'PostgreSQL' })).toContainText('answered the role signet')
})
