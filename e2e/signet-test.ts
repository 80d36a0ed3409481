import { test as base, expect } from '@playwright/test'

import { type Signet, startSignet } from './instance.ts'

/**
 * A browser test with the real product beside it: one Signet per file of tests, its own database, and no error on any page's
 * console.
 */
export const test = base.extend<{ quietConsole: void }, { signet: Signet }>({
  signet: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const signet = await startSignet()
      await use(signet)
      await signet.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  quietConsole: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('dialog', (dialog) => errors.push(`a dialog opened: ${dialog.message()}`))
      await use()
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})
