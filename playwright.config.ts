import { readdirSync } from 'node:fs'
import path from 'node:path'

import { defineConfig } from '@playwright/test'

import { findInstalledBrowser } from './bin/find-browser.ts'

const executablePath = findInstalledBrowser()

/** Projects share no process, so that every file of tests has a Signet of its own (e2e/signet-test.ts). */
const projects = readdirSync(path.join(import.meta.dirname, 'e2e'))
  .filter((file) => file.endsWith('.e2e.ts'))
  .map((file) => ({ name: file.replace('.e2e.ts', ''), testMatch: file }))

export default defineConfig({
  testDir: 'e2e',
  projects,
  outputDir: 'test-results/browser',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
