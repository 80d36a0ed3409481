import { existsSync } from 'node:fs'
import path from 'node:path'

import { findInstalledBrowser } from './find-browser.ts'
import { ROOT } from './prepare.ts'
import { runStep } from './run-step.ts'

const PLAYWRIGHT = path.join(ROOT, 'node_modules/@playwright/test/cli.js')

/** Sees to it that browser tests can run: a browser of the system, else Playwright's own, else the system's package. @returns whether there is one. */
export async function installBrowser(): Promise<boolean> {
  if (findInstalledBrowser() || (await hasPlaywrightsOwn())) return true
  console.log('Installing a browser for the tests (once) …')
  await runStep(process.execPath, [PLAYWRIGHT, 'install', 'chromium'], { cwd: ROOT, show: true })
  if (await hasPlaywrightsOwn()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await runStep('apt-get', ['update', '-qq'], { env, show: true })
    await runStep('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-liberation'], { env, show: true })
  }
  if (findInstalledBrowser()) return true
  console.error('No browser could be installed: install Chromium or Chrome, then try again.')
  return false
}

async function hasPlaywrightsOwn(): Promise<boolean> {
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath())
}
