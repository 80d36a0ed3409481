import { expect, test } from 'vitest'

import {
  formatDay,
  formatDayCount,
  formatDayRange,
  formatInstant,
  formatLocalInstant,
  formatReportDays,
} from './format-day.ts'

test('names a day', () => {
  expect(formatDay('2026-09-04')).toBe('4 Sep 2026')
  expect(formatDay(null)).toBe('–')
})

test('says month and year once where both ends share them', () => {
  expect(formatDayRange('2026-11-01', '2026-11-30')).toBe('1–30 Nov 2026')
  expect(formatDayRange('2026-10-20', '2026-11-03')).toBe('20 Oct – 3 Nov 2026')
  expect(formatDayRange('2025-12-20', '2026-01-03')).toBe('20 Dec 2025 – 3 Jan 2026')
  expect(formatDayRange('2026-11-01', '2026-11-01')).toBe('1 Nov 2026')
})

test('counts both ends of a window', () => {
  expect(formatDayCount('2026-11-01', '2026-11-30')).toBe('30 days')
  expect(formatDayCount('2026-11-01', '2026-11-01')).toBe('1 day')
})

test('shows instants in UTC whatever their offset', () => {
  expect(formatInstant('2026-11-24T01:30:00+02:00')).toBe('23 Nov 2026, 23:30 UTC')
  expect(formatInstant(null)).toBe('–')
})

test('counts an end on midnight to the day before', () => {
  expect(formatReportDays('2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z')).toBe('23 Nov 2026')
  expect(formatReportDays('2026-11-23T00:00:00Z', '2026-11-23T23:59:59Z')).toBe('23 Nov 2026')
  expect(formatReportDays('2026-11-23T00:00:00Z', '2026-11-23T00:00:00Z')).toBe('23 Nov 2026')
  expect(formatReportDays('2026-11-22T22:00:00Z', '2026-11-23T22:00:00Z')).toBe('22–23 Nov 2026')
})

test('an instant in the zone of the reader has that zone’s day and time', () => {
  const zone = process.env.TZ
  try {
    process.env.TZ = 'America/New_York'
    expect(formatLocalInstant('2026-11-24T01:56:00Z')).toBe('23 Nov 2026, 20:56')
    process.env.TZ = 'Asia/Kolkata'
    expect(formatLocalInstant('2026-11-23T20:00:00Z')).toBe('24 Nov 2026, 01:30')
    process.env.TZ = 'UTC'
    expect(formatLocalInstant('2026-11-24T01:56:00Z')).toBe('24 Nov 2026, 01:56 UTC')
  } finally {
    process.env.TZ = zone
  }
})
