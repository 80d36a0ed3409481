import { expect } from '@playwright/test'

import { fetchAsKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { test } from './signet-test.ts'

/** What Apple's replies say, for somebody without an account. */

test.use({ isSignedIn: false, isRefused: true })

const LINE =
  'Nov 28 10:00:01 out postfix/smtp[3]: 4TxyzA1b2c: to=<jane.doe@icloud.com>, relay=mx02.mail.icloud.com[192.0.2.62]:25, dsn=5.7.1, status=bounced (host mx02.mail.icloud.com[192.0.2.62] said: 554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137 (in reply to end of DATA command))'

test('a pasted line is explained without an account, and nothing of it is kept', async ({ page, signet }) => {
  await page.goto(`${signet.url}/icloud/codes`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What Apple’s mail servers answer')
  const box = page.getByRole('textbox', { name: /Paste the line/ })
  await box.fill(LINE)
  await box.press('Tab')
  await page.keyboard.press('Enter')
  const answer = page.getByRole('region', { name: 'What it says' })
  await expect(answer.getByRole('heading', { level: 2 })).toContainText('Apple’s answer [CS01]')
  await expect(answer).toContainText('554 5.7.1 [CS01] Message rejected due to local policy.')
  await expect(answer).toContainText('does not say which')
  await expect(answer.getByRole('listitem').first()).toContainText('SPF and DKIM')
  await expect(answer).not.toContainText(/CS01\]? means|Cloudmark/)
  expect(page.url()).toBe(`${signet.url}/icloud/codes`)
  await expectAccessible(page)

  await box.fill('550 5.7.1 Message rejected due to local policy')
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(answer.getByRole('heading', { level: 2 })).toHaveText('Whose answer it is cannot be told')
  await expect(answer).toContainText('relay=')

  for (const list of ['submissions', 'bounces']) {
    const found = (await (await fetchAsKey(`${signet.url}/api/v1/${list}`)).json()) as Record<string, unknown[]>
    expect(found[list]).toEqual([])
  }
  expect(signet.output()).not.toContain('jane.doe')
})

test('the list of replies is searched by what somebody has in hand, in the dark and on a phone as well', async ({
  page,
  signet,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${signet.url}/icloud/codes`)
  const search = page.getByRole('searchbox', { name: 'Search the replies' })
  await search.fill('spamhaus dbl')
  await expect(page.getByRole('article')).toHaveCount(1)
  await search.fill('no such thing')
  await expect(page.getByRole('article')).toHaveCount(0)
  await expect(page.getByText('No reply in the list has these words.')).toBeVisible()
  await search.fill('')
  await expect(page.locator('article#hm08')).toContainText('no single meaning')
  await expect(page.getByRole('main')).toContainText('local_policy of aggregate reports')
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('what cannot be told or read is said, and what is too long as well', async ({ page, signet }) => {
  await page.goto(`${signet.url}/icloud/codes`)
  const box = page.getByRole('textbox', { name: /Paste the line/ })
  const explain = page.getByRole('button', { name: 'Explain' })
  const answer = page.getByRole('region', { name: 'What it says' })
  await box.fill('554 Message not allowed - [PH01]')
  await explain.click()
  await expect(answer.getByRole('heading', { level: 2 })).toHaveText('Not Apple’s answer')
  await box.fill('good morning')
  await explain.click()
  await expect(answer).toContainText('No answer of a mail server can be read in this text')
  await expect(answer).toContainText('relay=')
  await box.fill('ü'.repeat(60_000))
  await explain.click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('bytes or fewer')
})

test('no text gets into the address where scripts do not run', async ({ browser, signet }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${signet.url}/icloud/codes`)
  await page.getByRole('textbox', { name: /Paste the line/ }).fill('never-written-down')
  await page.getByRole('button', { name: 'Explain' }).click()
  await page.waitForLoadState()
  expect(page.url()).not.toContain('never-written-down')
  expect(signet.output()).not.toContain('never-written-down')
  await context.close()
})

test('each reply has an address of its own, and the page has words for search engines', async ({ page, signet }) => {
  await page.goto(`${signet.url}/icloud/codes#hm08`)
  await expect(page.getByRole('heading', { name: '[HM08] Message rejected' })).toBeInViewport()
  await expect(page).toHaveTitle(/Apple’s mail servers/)
  await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /CS01/)
})

test('an answer is accessible in the dark and on a phone', async ({ page, signet }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${signet.url}/icloud/codes`)
  await page.getByRole('textbox', { name: /Paste the line/ }).fill(LINE)
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByRole('region', { name: 'What it says' })).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
