import { type Browser, chromium } from '@playwright/test'

import { findInstalledBrowser } from '../bin/find-browser.ts'

/** Opens the browser of the tests, without a window, for as long as `work` lasts. */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>, args: string[] = []): Promise<T> {
  const executablePath = findInstalledBrowser()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...args],
  })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}
