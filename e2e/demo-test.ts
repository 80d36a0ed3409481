import { type Signet, startSignet } from './instance.ts'
import { test as base } from './signet-test.ts'

/** A browser test with the demo beside it, as a person starts it, whole: one start for all tests of a file. */
export const test = base.extend<object, { signet: Signet }>({
  isSignedIn: false,
  signet: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const signet = await startSignet({ command: 'demo' })
      await use(signet)
      await signet.stop()
    },
    { scope: 'worker', timeout: 960_000 },
  ],
})
