import { type Page, test as base, expect } from '@playwright/test'

import { OWNER, type Signet, startSignet } from './instance.ts'

/**
 * A browser test with the real product beside it: one Signet per file of tests, its own database, and no error on any page's
 * console.
 */
export const test = base.extend<
  { isSignedIn: boolean; isRefused: boolean; session: void; quietConsole: void },
  { signet: Signet }
>({
  /** Whether the tests of a file begin as the owner. */
  isSignedIn: [true, { option: true }],
  /** Whether the tests of a file have requests refused on purpose, which a browser writes down as errors. */
  isRefused: [false, { option: true }],
  session: [
    async ({ page, signet, isSignedIn }, use) => {
      if (isSignedIn) await signIn(page, signet.url)
      await use()
    },
    { auto: true },
  ],
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
    async ({ page, isRefused }, use) => {
      const errors: string[] = []
      const isExpected = (text: string): boolean =>
        isRefused && /the server responded with a status of 4\d\d/.test(text)
      page.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message.text())) errors.push(message.text())
      })
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('dialog', (dialog) => errors.push(`a dialog opened: ${dialog.message()}`))
      await use()
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

type Account = { email: string; password: string }

/** Signs in as the form does, and keeps the cookie. */
export async function signIn(
  page: Page,
  url: string,
  { email, password }: Account = { email: OWNER.SIGNET_ADMIN_EMAIL, password: OWNER.SIGNET_ADMIN_PASSWORD },
): Promise<void> {
  const answer = await page.request.post(`${url}/api/v1/session`, { data: { email, password } })
  expect(answer.status()).toBe(200)
}
