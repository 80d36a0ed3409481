import { writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Browser, BrowserContextOptions } from '@playwright/test'

import { installBrowser } from '../bin/install-browser.ts'
import { ROOT } from '../bin/prepare.ts'
import { withBrowser } from './with-browser.ts'
import { withDemo } from './with-demo.ts'

const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true }

/** Which page of the demo becomes which picture in docs/. */
const PICTURES: { file: string; path: string; seenOn: BrowserContextOptions }[] = [
  { file: 'overview.png', path: '/', seenOn: DESK },
  { file: 'overview-phone.png', path: '/', seenOn: PHONE },
  { file: 'sources.png', path: '/sources', seenOn: DESK },
  { file: 'icloud.png', path: '/icloud', seenOn: DESK },
]

/** Every clone carries every picture that there ever was. */
const BYTES_MAX = 200_000

/** `npm run signet -- pictures`: takes the pictures of the documentation anew, all of them from the demo. */
export async function takePictures(): Promise<number> {
  if (!(await installBrowser())) return 1
  return withDemo(({ url }) =>
    withBrowser(async (browser) => {
      for (const { file, path: page, seenOn } of PICTURES) {
        const picture = await takePicture(browser, url + page, seenOn)
        if (picture.length > BYTES_MAX) {
          console.error(`docs/${file} would have ${picture.length} bytes: ${BYTES_MAX} is the most.`)
          return 1
        }
        writeFileSync(path.join(ROOT, 'docs', file), picture)
        console.log(`docs/${file}: ${picture.length} bytes`)
      }
      return 0
    }),
  )
}

async function takePicture(browser: Browser, url: string, seenOn: BrowserContextOptions): Promise<Buffer> {
  const context = await browser.newContext({ ...seenOn, locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  const picture = await page.screenshot({ animations: 'disabled' })
  await context.close()
  return picture
}
