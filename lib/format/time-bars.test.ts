import { expect, test } from 'vitest'

import { FIRST_DAY, addDays } from '../filter.ts'
import { compareBars, timeBars, totalOf } from './time-bars.ts'

const TODAY = '2026-11-24'
const day = (name: string, pass: number, fail: number, estimated = false) => ({
  day: name,
  series: { pass, fail },
  reports: 1,
  estimated,
})

test('leaves a missing day without numbers and a reported zero at zero', () => {
  const days = [day('2026-11-01', 5, 1), day('2026-11-03', 0, 0)]
  const { unit, bars } = timeBars(days, { from: '2026-11-01', to: '2026-11-04' }, TODAY)
  expect(unit).toBe('day')
  expect(bars.map(({ series }) => series)).toEqual([{ pass: 5, fail: 1 }, null, { pass: 0, fail: 0 }, null])
})

test('marks today and yesterday as not complete', () => {
  const { bars } = timeBars([day('2026-11-22', 1, 0)], { from: '2026-11-21', to: TODAY }, TODAY)
  expect(bars.map(({ incomplete }) => incomplete)).toEqual([false, false, true, true])
})

test('begins with the first day that has data when the window has no start', () => {
  const { bars } = timeBars([day('2026-11-20', 1, 0)], { from: FIRST_DAY, to: TODAY }, TODAY)
  expect(bars[0]!.from).toBe('2026-11-20')
  expect(bars).toHaveLength(5)
})

test('ends with today, or with the last day that has data where that is later', () => {
  const window = { from: '2026-11-23', to: '2100-01-01' }
  const last = (name: string) => timeBars([day(name, 1, 0)], window, TODAY).bars.at(-1)
  expect(last('2026-11-23')?.to).toBe(TODAY)
  expect(last('2026-11-25')).toMatchObject({ to: '2026-11-25', series: { pass: 1 }, incomplete: true })
})

test('has no columns without data', () => {
  expect(timeBars([], { from: FIRST_DAY, to: TODAY }, TODAY).bars).toEqual([])
})

test('turns windows into weeks beyond 400 days and keeps every message', () => {
  const from = addDays(TODAY, -400)
  const days = Array.from({ length: 401 }, (_, index) => day(addDays(from, index), 2, 1, index === 0))
  expect(timeBars(days.slice(1), { from: addDays(from, 1), to: TODAY }, TODAY).unit).toBe('day')
  const { unit, bars } = timeBars(days, { from, to: TODAY }, TODAY)
  expect(unit).toBe('week')
  expect(bars.reduce((sum, { series }) => sum + totalOf(series!), 0)).toBe(1_203)
  expect(bars.filter(({ estimated }) => estimated)).toHaveLength(1)
  expect(bars.at(-1)).toMatchObject({ from: '2026-11-23', to: TODAY, incomplete: true })
})

test('turns windows into calendar months beyond 1,500 days', () => {
  const days = [day('2020-02-29', 1, 0), day('2026-11-23', 0, 1)]
  const { unit, bars } = timeBars(days, { from: '2020-01-15', to: TODAY }, TODAY)
  expect(unit).toBe('month')
  expect(bars[0]).toMatchObject({ from: '2020-01-15', to: '2020-01-31', series: null })
  expect(bars[1]).toMatchObject({ from: '2020-02-01', to: '2020-02-29', series: { pass: 1 } })
  expect(bars.at(-1)).toMatchObject({ from: '2026-11-01', to: TODAY, series: { fail: 1 } })
})

test('puts the days before beside the days that they are compared with', () => {
  const { bars } = timeBars([day('2026-11-22', 1, 0)], { from: '2026-11-21', to: '2026-11-22' }, TODAY)
  compareBars(bars, [day('2026-11-19', 3, 1), day('2026-11-20', 0, 0)], 2)
  expect(bars.map(({ before }) => before)).toEqual([4, 0])
  compareBars(bars, [], 2)
  expect(
    timeBars([day('2026-11-22', 1, 0)], { from: '2026-11-21', to: '2026-11-22' }, TODAY).bars[0]!.before,
  ).toBeNull()
})
