import { expect } from '@playwright/test'

import { fetchAsKey } from './as-key.ts'
import { expectAccessible } from './expect-accessible.ts'
import { sampleReport } from './sample-report.ts'
import { test } from './signet-test.ts'

/** Bounces and what Apple answers, from an installation without any to one that was handed a log and bounce mails. */

const DAY_MS = 86_400_000
/** Not of the last days, which may not be complete. */
const AT = new Date(Date.now() - 4 * DAY_MS)
const APPLE =
  '554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137'
const PHONE = { width: 390, height: 844 }

/** A Postfix log: one refusal by Apple, one by another receiver, and three messages that Apple took. */
const LOG = [
  line('A1', `client=app.example.com[192.0.2.1]`, 'smtpd'),
  line('A1', 'from=<news@example.com>, size=2000, nrcpt=1 (queue active)', 'qmgr'),
  sent(
    'A1',
    'reader@icloud.com',
    `bounced (host mx01.mail.icloud.com[198.51.100.4] said: ${APPLE} (in reply to end of DATA command))`,
  ),
  line('B1', 'from=<news@example.com>, size=2000, nrcpt=1 (queue active)', 'qmgr'),
  sent(
    'B1',
    'nobody@mail.example',
    'bounced (host mx.mail.example[198.51.100.9] said: 550 5.1.1 <nobody@mail.example>: user unknown (in reply to RCPT TO command))',
  ),
  ...['C1', 'C2', 'C3'].map((queueId) => sent(queueId, 'reader@icloud.com', 'sent (250 2.0.0 Ok)')),
].join('\n')

function line(queueId: string, rest: string, daemon = 'smtp'): string {
  return `${AT.toISOString()} mail.example.com postfix/${daemon}[12]: ${queueId}F00D: ${rest}`
}

function sent(queueId: string, recipient: string, outcome: string): string {
  const relay = recipient.endsWith('@icloud.com')
    ? 'mx01.mail.icloud.com[198.51.100.4]:25'
    : 'mx.mail.example[198.51.100.9]:25'
  const [word] = outcome.split(' ')
  const status = word === 'sent' ? '2.0.0' : '5.0.0'
  return line(
    queueId,
    `to=<${recipient}>, relay=${relay}, delay=1, delays=0.1/0/0.4/0.5, dsn=${status}, status=${outcome}`,
  )
}

/** A bounce mail about a message that nothing shows to be ours. */
const FORGED = [
  'From: MAILER-DAEMON@mx.forger.example',
  'To: news@example.com',
  'Subject: Undelivered Mail Returned to Sender',
  `Date: ${AT.toUTCString()}`,
  'Message-ID: <forged@mx.forger.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Your message could not be delivered.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.forger.example',
  '',
  'Final-Recipient: rfc822; someone@icloud.com',
  'Action: failed',
  'Status: 5.7.1',
  'Remote-MTA: dns; mx02.mail.icloud.com',
  `Diagnostic-Code: smtp; ${APPLE.replace('CS01', 'HM08')}`,
  '',
  '--b',
  'Content-Type: text/rfc822-headers',
  '',
  'From: news@example.com',
  'Message-ID: <not-known@example.com>',
  '',
  '--b--',
  '',
].join('\r\n')

test.describe.configure({ mode: 'serial' })

test('without bounces both pages say how to hand some in', async ({ page, signet }) => {
  await page.goto(`${signet.url}/bounces`)
  await expect(page.getByRole('heading', { name: 'No bounces yet' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Upload' })).toHaveAttribute('href', '/upload')
  await expectAccessible(page)
  await page.goto(`${signet.url}/icloud`)
  await expect(page.getByRole('main')).toContainText('Nothing from Apple was handed in for these days')
  await expectAccessible(page)
})

test('bounces of a log are listed, narrowed down and explained, and lead back to their line in the inbox', async ({
  page,
  signet,
}) => {
  const handIn = (name: string, body: string) =>
    fetchAsKey(`${signet.url}/api/v1/submissions?wait=20&filename=${name}`, { method: 'POST', body })
  await handIn('report.xml', sampleReport({ id: 'r', begin: Math.floor(AT.getTime() / DAY_MS) * 86_400 }))
  await handIn('mail.log', LOG)
  await handIn('forged.eml', FORGED)

  await page.goto(`${signet.url}/inbox`)
  const inbox = page.getByRole('table', { name: 'What came in' })
  await inbox.getByRole('row').filter({ hasText: 'mail.log' }).getByRole('link', { name: '2 bounces' }).click()
  const bounces = page.getByRole('table', { name: 'Bounces' })
  await expect(bounces.getByRole('row')).toHaveCount(3)

  await page.getByRole('link', { name: 'Bounces', exact: true }).click()
  await expect(bounces.getByRole('row')).toHaveCount(4)
  await expect(page.getByRole('main')).toContainText('2 messages of yours did not arrive')
  await expect(page.getByRole('main')).toContainText('1 bounce of mail that is not shown to be yours')
  await expectAccessible(page)

  await page.getByRole('combobox', { name: 'Yours' }).selectOption('false')
  await expect(bounces.getByRole('row')).toHaveCount(2)
  await expect(bounces).toContainText('unverified')
  await page.getByRole('combobox', { name: 'Yours' }).selectOption('')
  await page.getByRole('combobox', { name: 'Answer' }).selectOption('mailbox-full')
  await expect(page.getByRole('heading', { name: 'Nothing matches this filter' })).toBeVisible()
  await page.getByRole('link', { name: 'start again' }).click()
  await expect(bounces.getByRole('row')).toHaveCount(4)
  await page.getByRole('checkbox', { name: 'iCloud only' }).check()
  await expect(page).toHaveURL(/isIcloud=true/)
  await bounces.getByRole('row').filter({ hasText: '[CS01]' }).getByRole('link').click()

  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toContainText('iCloud: refused [CS01]')
  await expect(main.getByRole('region', { name: 'Whose answer it is' })).toContainText('Apple’s, for iCloud.')
  await expect(main.getByRole('region', { name: 'The reply' })).toContainText('after the whole message')
  await expect(main.getByRole('region', { name: 'Is the message yours?' })).toContainText('verified')
  await expect(main).not.toContainText('reader@')
  await expect(main).not.toContainText(/CS01\]? means|\bis resolved\b|\bclean\b/)
  await expectAccessible(page)
  await main.getByRole('link', { name: 'In the inbox' }).click()
  await expect(inbox.getByRole('row')).toHaveCount(2)
  await expect(inbox).toContainText('mail.log')
})

test('the page of iCloud counts refusals by tag, with a rate of what the log tells of, and leaves the forged one out', async ({
  page,
  signet,
}) => {
  await page.goto(`${signet.url}/icloud`)
  const told = page.getByRole('region', { name: 'What Apple tells us' })
  await expect(told.getByRole('link', { name: '1 refusal', exact: true })).toBeVisible()
  await expect(told).toContainText('[CS01] 1')
  await expect(told).not.toContainText('HM08')
  await expect(told).toContainText('25.0 % of the 4 messages to Apple')
  await expect(told).toContainText('1 bounce of mail that is not shown to be yours')
  await page.getByRole('region', { name: 'Refusals by day' }).getByText('Table', { exact: true }).click()
  await expect(page.getByRole('table', { name: 'Refusals by day' })).toContainText('[CS01]')
  await expect(page.getByRole('table', { name: /Sources of which Apple refused/ }).getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('main')).toContainText('is not the reason local_policy of aggregate reports')
  await expectAccessible(page)
})

test('the pages of bounces serve everybody in the dark and on a phone', async ({ page, signet }) => {
  await page.goto(`${signet.url}/bounces`)
  const href = await page.getByRole('table', { name: 'Bounces' }).getByRole('link').first().getAttribute('href')
  for (const path of ['/bounces', href!, '/icloud']) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize(PHONE)
    await page.goto(signet.url + path)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
  }
})
