import { expect, test } from 'vitest'

import { FIRST_DAY } from '../filter.ts'
import { parseFilter } from '../parse-filter.ts'
import { countDays, mondayOf, yearBefore } from './days.ts'
import { isAllTime, rangePresets } from './range-presets.ts'

test('offers windows that end today and count it', () => {
  const presets = Object.fromEntries(rangePresets('2026-11-24').map(({ label, from, to }) => [label, [from, to]]))
  expect(presets['7 days']).toEqual(['2026-11-18', '2026-11-24'])
  expect(presets['30 days']).toEqual(['2026-10-26', '2026-11-24'])
  expect(presets['12 months']).toEqual(['2025-11-25', '2026-11-24'])
  expect(countDays('2026-08-27', '2026-11-24')).toBe(90)
  expect(presets['90 days']).toEqual(['2026-08-27', '2026-11-24'])
})

test('all time begins with the first day there is, and reaches messages dated after today', () => {
  const all = rangePresets('2026-12-30').find(({ label }) => label === 'All time')
  expect(all).toMatchObject({ from: '1970-01-01', to: '2027-01-01' })
  expect(parseFilter({ from: FIRST_DAY }, '2026-12-30').filter?.from).toBe(FIRST_DAY)
  expect(isAllTime(all!, '2026-12-30')).toBe(true)
  expect(isAllTime({ from: FIRST_DAY, to: '1970-01-31' }, '2026-12-30')).toBe(false)
  expect(isAllTime({ from: '1970-01-02', to: '2026-12-30' }, '2026-12-30')).toBe(false)
})

test('knows leap days and the first day of a week', () => {
  expect(yearBefore('2028-02-29')).toBe('2027-03-01')
  expect(mondayOf('2026-11-24')).toBe('2026-11-23')
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
})
