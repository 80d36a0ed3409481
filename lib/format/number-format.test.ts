import { afterEach, expect, test } from 'vitest'

import { formatCount } from './format-count.ts'
import { formatPercent } from './format-percent.ts'
import { chooseLocale, localeOfRequest } from './number-format.ts'

afterEach(() => {
  delete localeOfRequest.signetLocale
})

test.each([
  ['de-DE,de;q=0.9,en;q=0.8', '412.906', '93,5 %'],
  ['en-US', '412,906', '93.5 %'],
  ['ar-EG', '412,906', '93.5 %'],
  [undefined, '412,906', '93.5 %'],
  ['*', '412,906', '93.5 %'],
  ['xx-not a language', '412,906', '93.5 %'],
])('for %s', (header, count, percent) => {
  localeOfRequest.signetLocale = () => chooseLocale(header)
  expect([formatCount(412_906), formatPercent(0.935)]).toEqual([count, percent])
})
