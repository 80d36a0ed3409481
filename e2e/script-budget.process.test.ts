import type { Locator, Page, Request } from '@playwright/test'
import { expect, test } from 'vitest'

import { withBrowser } from './with-browser.ts'
import { withDemo } from './with-demo.ts'

/** Bytes over the line, compressed, until Overview's numbers are there and can be clicked. */
const BUDGET = 250_000

/** Where Recharts draws; its code has the word, however it is packed. */
const CHART = 'recharts-wrapper'

test('Overview needs at most 250 KB of script until its numbers are readable and can be clicked', async () => {
  const { needed, later } = await withDemo(({ url }) =>
    withBrowser(async (browser) => loadOverview(await browser.newPage(), url)),
  )
  const isOfCharts = ({ text }: Script): boolean => text.includes(CHART)
  const charts = [...needed, ...later].filter(isOfCharts)
  console.log(
    `Overview: ${sum(needed)} bytes of script until its numbers are alive, ${sum(later)} later. ` +
      `The charts, ${sum(charts)} bytes, come ${needed.some(isOfCharts) ? 'with the first' : 'later'}.`,
  )
  expect(charts).not.toEqual([])
  expect(sum(needed)).toBeLessThanOrEqual(BUDGET)
}, 1_200_000)

type Script = { bytes: number; text: string }

/** What the HTML does not name is held back until the numbers are alive, which proves that they do without it. */
async function loadOverview(page: Page, url: string): Promise<{ needed: Script[]; later: Script[] }> {
  const needed: Request[] = []
  const later: Request[] = []
  const html = await (await page.request.get(url)).text()
  const alive = Promise.withResolvers<void>()
  await page.route(isScript, async (route) => {
    const isNamed = html.includes(new URL(route.request().url()).pathname)
    ;(isNamed ? needed : later).push(route.request())
    if (!isNamed) await alive.promise
    await route.continue()
  })
  await page.goto(url, { waitUntil: 'commit' })
  await whenAlive(page.getByRole('link', { name: /^\d+(\.\d+)?\s%$/ }).first())
  alive.resolve()
  await page.locator(`.${CHART}`).waitFor()
  return { needed: await Promise.all(needed.map(toScript)), later: await Promise.all(later.map(toScript)) }
}

/** React writes the properties of an element to it when it takes it over. */
async function whenAlive(number: Locator): Promise<void> {
  await number.waitFor({ state: 'visible' })
  const element = (await number.elementHandle())!
  await number
    .page()
    .waitForFunction((node) => Object.keys(node).some((key) => key.startsWith('__reactProps$')), element)
}

function isScript({ pathname }: URL): boolean {
  return pathname.endsWith('.js')
}

async function toScript(request: Request): Promise<Script> {
  const [sizes, response] = await Promise.all([request.sizes(), request.response()])
  return { bytes: sizes.responseBodySize, text: (await response!.body()).toString() }
}

function sum(scripts: Script[]): number {
  return scripts.reduce((total, { bytes }) => total + bytes, 0)
}
