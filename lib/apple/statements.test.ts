import { expect, test } from 'vitest'

import {
  cannotBeKnown,
  claimsToBeApple,
  localPolicy,
  namedAsRecipient,
  noReports,
  noShare,
  seenInstead,
  type Statement,
} from './statements.ts'

const ALL: Statement[] = [
  noReports,
  noShare,
  claimsToBeApple,
  localPolicy,
  namedAsRecipient,
  ...seenInstead,
  ...cannotBeKnown,
]

test('says what each sentence rests on, in whole sentences', () => {
  for (const { text, basis } of ALL) {
    expect(text).toMatch(/^(iCloud|[A-Z]).*\.$/)
    expect(basis).toMatch(/\.$/)
  }
})

test('never claims that Apple does not report, only that it is not known to', () => {
  for (const { text } of ALL) expect(text).not.toMatch(/Apple (does not|never|doesn’t) (send|report)/)
  expect(noReports.text).toContain('not known to send')
})

test('says that Apple’s answers are read and counted', () => {
  expect(seenInstead.map(({ text }) => text).join(' ')).toContain('They are counted here when you hand them in.')
  for (const { text } of ALL) expect(text).not.toMatch(/does not read (?:them|bounces)/)
})

test('marks what nobody outside Apple can know', () => {
  expect(cannotBeKnown.length).toBeGreaterThan(0)
  for (const { certainty } of cannotBeKnown) expect(certainty).toBe('unknowable')
  for (const { certainty } of seenInstead) expect(certainty).not.toBe('unknowable')
})
