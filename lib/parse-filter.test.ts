import { expect, test } from 'vitest'

import { addDays, filterQuery, isNarrow, needsRecords, unfiltered, windowBefore } from './filter.ts'
import { parseFilter } from './parse-filter.ts'

const TODAY = '2026-11-24'

test('without anything it is the 30 days that end today', () => {
  expect(parseFilter({}, TODAY).filter).toMatchObject({ from: '2026-10-26', to: TODAY, domain: null, source: null })
})

test('with only an end it is the 30 days before it', () => {
  expect(parseFilter({ to: '2026-03-01' }, TODAY).filter).toMatchObject({ from: '2026-01-31', to: '2026-03-01' })
})

test.each([
  [{ from: '2026-02-30' }, 'from'],
  [{ to: 'yesterday' }, 'to'],
  [{ from: '0001-01-01' }, 'from'],
  [{ from: '2026-02-02', to: '2026-02-01' }, 'after'],
  [{ verdict: 'maybe' }, 'pass or fail'],
  [{ disposition: 'deliver' }, 'quarantine'],
  [{ source: '192.0.2' }, 'an IP address'],
])('says what is wrong with %o', (params, words) => {
  const { filter, problem } = parseFilter(params, TODAY)
  expect(filter).toBeNull()
  expect(problem).toContain(words)
})

test('takes a source in any spelling and keeps its canonical one', () => {
  expect(parseFilter({ source: '2001:DB8:0:0::1' }, TODAY).filter?.source).toBe('2001:db8::1')
  expect(parseFilter({ source: '::ffff:192.0.2.1' }, TODAY).filter?.source).toBe('192.0.2.1')
  expect(parseFilter({ source: 'none' }, TODAY).filter?.source).toBe('none')
})

test('takes a domain in any spelling and keeps the one that reports are stored under', () => {
  expect(parseFilter({ domain: 'M\u00fcnchen.Example.' }, TODAY).filter?.domain).toBe('xn--mnchen-3ya.example')
})

test('the first day that there is can be asked for', () => {
  expect(parseFilter({ to: '1970-01-02' }, TODAY).filter).toMatchObject({ from: '1970-01-01', to: '1970-01-02' })
})

test('takes the first of a parameter that is given twice', () => {
  expect(parseFilter({ domain: ['Example.com', 'example.net'] }, TODAY).filter?.domain).toBe('example.com')
})

test('its query string reads back as itself, whatever a domain or receiver holds', () => {
  const { filter } = parseFilter({ domain: 'a&b=<c>', receiver: 'x?y#z', verdict: 'fail' }, TODAY)
  expect(parseFilter(Object.fromEntries(new URLSearchParams(filterQuery(filter!))), TODAY).filter).toEqual(filter)
})

test('days are counted over months and years', () => {
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})

test('the window before is as long and ends the day before', () => {
  expect(windowBefore({ from: '2026-11-01', to: '2026-11-30' })).toEqual({ from: '2026-10-02', to: '2026-10-31' })
  expect(windowBefore({ from: '2026-11-24', to: '2026-11-24' })).toEqual({ from: '2026-11-23', to: '2026-11-23' })
  expect(windowBefore({ from: '1970-01-01', to: '2026-11-24' })).toBeNull()
})

test('without anything it is not narrowed, and reads as what has only days', () => {
  const { filter } = parseFilter({}, TODAY)
  expect(filter).toEqual(unfiltered(filter!))
  expect(isNarrow(filter!)).toBe(false)
})

test.each(['headerFrom', 'envelopeTo', 'override', 'dkimDomain', 'spfResult'])(
  '%s can be asked of records only',
  (name) => {
    const { filter } = parseFilter({ [name]: 'x' }, TODAY)
    expect([filter?.[name as 'headerFrom'], needsRecords(filter!), isNarrow(filter!)]).toEqual(['x', true, true])
  },
)

test('to compare changes no number', () => {
  expect(isNarrow(parseFilter({ compare: 'before' }, TODAY).filter!)).toBe(false)
})
