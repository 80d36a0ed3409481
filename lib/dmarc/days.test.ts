import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { dayOf, spreadCount, spreadDays } from './days.ts'

const HOUR = 3600
const DAY = 24 * HOUR
/** 2026-03-01 00:00 UTC */
const MARCH_1 = Date.UTC(2026, 2, 1) / 1000

describe('dayOf', () => {
  test.each([
    ['a UTC day', 0, DAY - 1, '2026-03-01'],
    ['a UTC day whose end is the next midnight', 0, DAY, '2026-03-01'],
    ['a local day far west of UTC', 10 * HOUR, 34 * HOUR, '2026-03-01'],
    ['a local day far east of UTC', -14 * HOUR, 10 * HOUR, '2026-02-28'],
    ['a moment', 0, 0, '2026-03-01'],
    ['the second before midnight', -1, -1, '2026-02-28'],
  ])('%s belongs to the day of its middle', (_, begin, end, day) => {
    expect(dayOf(MARCH_1 + begin, MARCH_1 + end)).toBe(day)
  })
})

describe('spreadDays', () => {
  test('leaves 36 hours on one day and spreads a second more', () => {
    expect(spreadDays(MARCH_1, MARCH_1 + 36 * HOUR)).toBeNull()
    expect(spreadDays(MARCH_1, MARCH_1 + 36 * HOUR + 1)).toEqual([
      { day: '2026-03-01', weight: DAY },
      { day: '2026-03-02', weight: 12 * HOUR + 1 },
    ])
  })

  test('leaves out a day that the interval only touches', () => {
    const days = spreadDays(MARCH_1 + 6 * HOUR, MARCH_1 + 3 * DAY)
    expect(days?.map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
    expect(days?.[0]?.weight).toBe(18 * HOUR)
  })

  test('takes the 92 days around the middle of a longer interval', () => {
    expect(spreadDays(MARCH_1, MARCH_1 + 92 * DAY)).toHaveLength(92)
    const days = spreadDays(MARCH_1, MARCH_1 + 1000 * DAY) ?? []
    expect(days).toHaveLength(92)
    expect(days[46]?.day).toBe(dayOf(MARCH_1, MARCH_1 + 1000 * DAY))
  })

  test('covers the whole interval, every day once and in order, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e9 }),
        fc.integer({ min: 36 * HOUR + 1, max: 91 * DAY }),
        (begin, length) => {
          const days = spreadDays(begin, begin + length) ?? []
          expect(days.reduce((sum, { weight }) => sum + weight, 0)).toBe(length)
          expect(days.every(({ weight }) => weight > 0 && weight <= DAY)).toBe(true)
          expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].toSorted())
        },
      ),
    )
  })
})

describe('spreadCount', () => {
  const week = spreadDays(MARCH_1, MARCH_1 + 7 * DAY) ?? []

  test('shares out by largest remainder', () => {
    const days = [
      { day: '2026-03-01', weight: 5 },
      { day: '2026-03-02', weight: 3 },
      { day: '2026-03-03', weight: 2 },
    ]
    expect(spreadCount(11, days, 0).map(({ count }) => count)).toEqual([6, 3, 2])
  })

  test('lets many records of one message fall on all days alike', () => {
    const perDay = new Map<string, number>()
    for (let ordinal = 0; ordinal < 700; ordinal += 1)
      for (const { day, count } of spreadCount(1, week, ordinal)) perDay.set(day, (perDay.get(day) ?? 0) + count)
    expect([...perDay.values()]).toEqual(Array(7).fill(100))
  })

  test('keeps a record of no messages on the middle day', () => {
    expect(spreadCount(0, week, 3)).toEqual([{ day: '2026-03-04', count: 0 }])
  })

  test('adds up exactly, without negative or empty pieces, for every count that is possible', () => {
    const days = fc
      .tuple(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 36 * HOUR + 1, max: 400 * DAY }))
      .map(([begin, length]) => spreadDays(begin, begin + length) ?? [])
    fc.assert(
      fc.property(fc.maxSafeNat(), days, fc.nat(), (count, plan, ordinal) => {
        const pieces = spreadCount(count, plan, ordinal)
        expect(pieces.reduce((sum, piece) => sum + BigInt(piece.count), 0n)).toBe(BigInt(count))
        expect(pieces.every((piece) => Number.isSafeInteger(piece.count) && (piece.count > 0 || count === 0))).toBe(
          true,
        )
      }),
    )
  })
})
