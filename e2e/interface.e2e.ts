import { readFileSync } from 'node:fs'

import { expect } from '@playwright/test'

import { addDays } from '#lib/filter.ts'

import { test } from './demo-test.ts'
import { expectAccessible } from './expect-accessible.ts'
import type { Signet } from './instance.ts'

/** Every page of numbers on the demo, as a reader goes through it: wide and on a phone, light and dark, by mouse and by keyboard. */

const PAGES = [
  { path: '/', heading: 'Overview', table: 'Receivers that report' },
  { path: '/sources', heading: 'Sources', table: 'Sources with their messages' },
  { path: '/sources/50.31.205.21', heading: '50.31.205.21', table: 'DKIM results by domain' },
  { path: '/receivers', heading: 'Receivers', table: 'Receivers, with their reports' },
  { path: '/receivers/google', heading: 'Google', table: 'Messages by Override' },
  { path: '/icloud', heading: 'iCloud', table: 'Sources within Apple’s networks' },
  { path: '/domains', heading: 'Domains', table: 'Domains, with their policy' },
  { path: '/domains/example.net', heading: 'example.net', table: 'Policies as reports quote them' },
  { path: '/records', heading: 'Records', table: 'Records that match the filter' },
  { path: '/records?group=headerFrom', heading: 'Records', table: 'Messages by From' },
  { path: '/reports', heading: 'Reports', table: 'Reports' },
  { path: '/inbox', heading: 'Inbox', table: 'What came in' },
  { path: '/records?domain=nobody.example', heading: 'Records', table: null },
  { path: '/?from=yesterday', heading: 'This filter cannot be read', table: null },
]

const SIZES = {
  wide: { viewport: { width: 1440, height: 900 }, schemes: ['light', 'dark'] },
  phone: { viewport: { width: 390, height: 844 }, schemes: ['light'] },
} as const

for (const [size, { viewport, schemes }] of Object.entries(SIZES))
  for (const { path, heading, table } of PAGES)
    test(`${path} is what it says, on a ${size} screen`, async ({ page, signet }) => {
      await page.setViewportSize(viewport)
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme })
        await page.goto(signet.url + path)
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeAttached()
        if (table) await expect(page.getByRole('table', { name: table })).toBeVisible()
        await page.waitForLoadState('networkidle')
        await expectAccessible(page)
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(viewport.width)
      }
    })

test('the report page says its policy in words, explains its records, and shows and searches its XML', async ({
  page,
  signet,
}) => {
  const { reports } = (await (
    await fetch(`${signet.url}/api/v1/reports?receiver=google&domain=example.net`)
  ).json()) as {
    reports: { id: string; externalId: string }[]
  }
  await page.goto(`${signet.url}/reports/${reports[0]!.id}`)
  await expect(page.getByRole('main')).toContainText('asks receivers to')
  await page.getByText('In words').first().click()
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /^Passes DMARC|^Fails DMARC/ })
      .first(),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Show XML' }).click()
  const xml = page.getByLabel('XML of the report')
  await expect(xml).toContainText('<report_id>')
  await page.getByRole('searchbox', { name: 'Search the XML' }).fill(reports[0]!.externalId)
  await expect(page.getByText('found in 1 line')).toBeVisible()
  await expect(xml).not.toContainText('<org_name>')
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download XML' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(`<report_id>${reports[0]!.externalId}`)
})

test('the filter is the address: domain, ready-made days, calendar, more filters, and back', async ({
  page,
  signet,
}) => {
  await page.goto(signet.url)
  await page.getByRole('combobox', { name: 'Domain' }).selectOption('example.net')
  await expect(page).toHaveURL(/domain=example\.net/)
  await page.getByText(/\(30 days\)/).click()
  await page.getByRole('link', { name: '7 days' }).click()
  await expect(page.getByText(/\(7 days\)/)).toBeVisible()

  const last = await lastDay(signet)
  await page.getByText(/\(7 days\)/).click()
  await expect(page.getByRole('button', { name: dayName(addDays(last, -3)) })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: dayName(addDays(last, -3)) }).click()
  await page.getByRole('button', { name: dayName(addDays(last, -1)) }).click()
  await expect(page).toHaveURL(new RegExp(`from=${addDays(last, -3)}&to=${addDays(last, -1)}`))
  await expect(page.getByText(/\(3 days\)/)).toBeVisible()

  await page.getByText('More filters').click()
  await expectAccessible(page)
  await page.getByRole('combobox', { name: 'DKIM', exact: true }).selectOption('aligned')
  await page.getByRole('textbox', { name: 'From', exact: true }).fill('example.net')
  await page.getByRole('button', { name: 'Show these', exact: true }).click()
  await expect(page).toHaveURL(/dkim=aligned/)
  expect(new URL(page.url()).searchParams.get('headerFrom')).toBe('example.net')
  expect([...new URL(page.url()).searchParams.values()]).not.toContain('')
  await page.getByRole('link', { name: /From: example\.net/ }).click()
  await expect(page).not.toHaveURL(/headerFrom/)
  await page.goBack()
  await expect(page).toHaveURL(/headerFrom=example\.net/)
})

test('every number of the headline opens rows that add up to it', async ({ page, signet }) => {
  await page.goto(`${signet.url}/?domain=example.net`)
  const headline = (label: string) =>
    page
      .locator('dl > div', { has: page.getByText(label, { exact: true }) })
      .locator('a')
      .first()
  for (const [label, words] of [
    ['Messages', /of which/],
    ['Your mail fails', /sent/],
    ['Not recognized', /sent/],
  ] as const) {
    const number = await headline(label).innerText()
    await headline(label).click()
    await expect(page.getByRole('heading', { level: 1, name: /Records|Sources/ })).toBeVisible()
    await expect(page.getByText(words).first()).toContainText(`${number} message`)
    await page.goBack()
    await expect(headline('Messages')).toBeVisible()
  }
})

test('the headline says how it changed, and the days before can be laid beside these', async ({ page, signet }) => {
  await page.goto(signet.url)
  await expect(page.getByRole('main')).toContainText(/[▲▼±] \d+\.\d pt/)
  await page.getByLabel('vs before').check()
  await expect(page).toHaveURL(/compare=before/)
  await expect(page.getByText('the days before', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Sources', exact: true }).first().click()
  await expect(page.getByRole('columnheader', { name: 'Change' })).toBeVisible()
})

test('the chart is split in three ways, is a table as well, opens its days and can be kept as a picture', async ({
  page,
  signet,
}) => {
  await page.goto(signet.url)
  for (const [split, title] of [
    ['disposition', 'Disposition by day'],
    ['receiver', 'Receivers by day'],
    ['verdict', 'Verdict by day'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Split by' }).getByRole('link', { name: split }).click()
    const section = page.getByRole('region', { name: title })
    await expect(section.locator('path[data-series]').first()).toBeVisible()
    await section.getByText('Table', { exact: true }).click()
    await expect(section.getByRole('table', { name: 'Messages by day' })).toBeVisible()
    await section.getByText('Chart', { exact: true }).click()
  }
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save picture of Verdict by day' }).click()
  const picture = readFileSync(await (await download).path())
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect(picture.length).toBeGreaterThan(5_000)

  const chart = page.getByRole('region', { name: 'Verdict by day' }).locator('.recharts-surface').first()
  const box = (await chart.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await expect(page.locator('.recharts-tooltip-wrapper')).toContainText('pass')
  await page.mouse.down()
  await page.mouse.up()
  await expect(page).toHaveURL(/\/records\?.*from=(\d{4}-\d\d-\d\d)&to=\1/)
})

test('sources are sorted, turned round, searched and drawn by day', async ({ page, signet }) => {
  await page.goto(`${signet.url}/sources`)
  const table = page.getByRole('table', { name: 'Sources with their messages' })
  await table.getByRole('columnheader', { name: 'Messages' }).getByRole('link').click()
  await expect(table.getByRole('columnheader', { name: 'Messages' })).toHaveAttribute('aria-sort', 'descending')
  const numbers = async () =>
    (await table.getByRole('row').locator('[data-label=Messages]').allInnerTexts()).map((text) =>
      Number(text.replaceAll(',', '')),
    )
  const most = await numbers()
  expect(most).toEqual(most.toSorted((a, b) => b - a))
  await table.getByRole('columnheader', { name: 'Messages' }).getByRole('link').click()
  await expect(table.getByRole('columnheader', { name: 'Messages' })).toHaveAttribute('aria-sort', 'ascending')
  expect((await numbers())[0]).toBeLessThan(most[0]!)

  await page.getByRole('searchbox').fill('50.31.205.0/24')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/search=50/)
  for (const name of await table.getByRole('rowheader').allInnerTexts()) expect(name).toMatch(/^50\.31\.205\./)

  const heat = page.getByRole('region', { name: 'Sources by day' })
  await expect(heat.getByRole('img', { name: 'Messages of each source by day' })).toBeVisible()
  await heat.getByText('Table', { exact: true }).click()
  await expect(heat.getByRole('table', { name: 'Messages of each source by day' })).toBeVisible()
})

test('receivers are drawn by their share and as a flow, each a table as well', async ({ page, signet }) => {
  await page.goto(`${signet.url}/receivers`)
  await expect(page.getByRole('table', { name: 'Receivers, with their reports' })).toContainText('silent for')
  for (const [title, table] of [
    ['Share by receiver', 'Messages by receiver'],
    ['From receiver by verdict to disposition', 'Messages by receiver, verdict and disposition'],
  ] as const) {
    const section = page.getByRole('region', { name: title })
    await expect(section.locator('svg path').first()).toBeVisible()
    await section.getByText('Table', { exact: true }).click()
    await expect(section.getByRole('table', { name: table })).toBeVisible()
  }
  await expectAccessible(page)
  await page.goto(`${signet.url}/receivers/icloud`)
  await expect(page).toHaveURL(/\/icloud/)
})

test('records are grouped by anything, and a group opens its records', async ({ page, signet }) => {
  await page.goto(`${signet.url}/records?verdict=fail`)
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('override')
  const groups = page.getByRole('table', { name: 'Messages by Override' })
  const row = groups.getByRole('row').filter({ hasText: 'arc' })
  const number = await row.getByRole('link').nth(1).innerText()
  await row.getByRole('link').nth(1).click()
  await expect(page).toHaveURL(/override=arc/)
  await expect(page.getByText(/of which/)).toContainText(`${number} messages`)
})

test('a table leaves as CSV and JSON', async ({ page, signet }) => {
  await page.goto(`${signet.url}/sources?domain=example.org`)
  for (const [format, beginning] of [
    ['CSV', '\ufeffip,messages,pass,fail'],
    ['JSON', '{"sources":[{'],
  ] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: `${format} of sources` }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`sources.${format.toLowerCase()}`)
    expect(readFileSync(await file.path(), 'utf8').startsWith(beginning)).toBe(true)
  }
})

test('by keyboard: past the navigation, to any page, domain, receiver or address', async ({ page, signet }) => {
  await page.goto(signet.url)
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  for (const [typed, url] of [
    ['domains', /\/domains$/],
    ['example.org', /\/domains\/example\.org$/],
    ['yahoo', /\/receivers\/yahoo$/],
    ['50.31.205.21', /\/sources\/50\.31\.205\.21$/],
  ] as const) {
    await page.keyboard.press('Control+K')
    const box = page.getByRole('textbox', { name: 'Jump to' })
    await expect(box).toBeFocused()
    await box.fill(typed)
    await expect(page.getByRole('dialog').getByRole('button').first()).toContainText(typed, { ignoreCase: true })
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(url)
  }
})

test('numbers are written as the reader writes them', async ({ browser, signet }) => {
  const german = await browser.newContext({ locale: 'de-DE' })
  const page = await german.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(signet.url)
  await expect(page.locator('dl').first()).toContainText(/\d{3}\.\d{3}/)
  await expect(page.locator('dl').first()).toContainText(/\d+,\d %/)
  await page.waitForLoadState('networkidle')
  expect(errors).toEqual([])
  await german.close()
})

test('a moment is in the reader’s zone, and its title says what it is in UTC', async ({ browser, signet }) => {
  const india = await browser.newContext({ timezoneId: 'Asia/Kolkata' })
  const page = await india.newPage()
  await page.goto(`${signet.url}/inbox`)
  const time = page.locator('time').first()
  await expect(time).not.toContainText('UTC')
  await expect(time).toHaveAttribute('title', /UTC$/)
  const [here, utc] = [await time.innerText(), (await time.getAttribute('title'))!]
  const minutes = (text: string): number => Date.parse(`${text.replace(' UTC', '').replace(',', '')} UTC`) / 60_000
  expect(minutes(here) - minutes(utc)).toBe(330)
  await india.close()
})

test('nothing that can be printed is lost, and nothing else is printed', async ({ page, signet }) => {
  await page.goto(signet.url)
  await expect(page.locator('.recharts-surface').first()).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Save picture of Verdict by day' })).toBeHidden()
  await expect(page.locator('.recharts-surface').first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Receivers that report' })).toBeVisible()
})

/** The last day that the demo has a report of. */
async function lastDay(signet: Signet): Promise<string> {
  const answer = await fetch(`${signet.url}/api/v1/timeseries`)
  return ((await answer.json()) as { timeseries: { day: string }[] }).timeseries.at(-1)!.day
}

/** As the calendar says a day to those who do not see it: `25 November 2026`. */
function dayName(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}
