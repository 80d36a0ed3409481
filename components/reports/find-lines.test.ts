import { expect, test } from 'vitest'

import { findLines } from './find-lines.ts'

const XML = '<feedback>\n<source_ip>192.0.2.1</source_ip>\n<p>Reject</p>\n</feedback>'

test('shows all lines without a search', () => {
  expect(findLines(XML, ' ').lines.map(({ number, isFound }) => [number, isFound])).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [4, false],
  ])
})

test('shows the lines that hold what is looked for, in any case, with their number', () => {
  expect(findLines(XML, 'REJECT')).toEqual({ lines: [{ number: 3, text: '<p>Reject</p>', isFound: true }], count: 1 })
})

test('a report in one line is cut between its tags', () => {
  expect(findLines('<a><b>x</b></a>', '').lines.map(({ text }) => text)).toEqual(['<a>', '<b>x</b>', '</a>'])
})

test('counts more lines than it shows', () => {
  const { lines, count } = findLines('x\n'.repeat(5_000), 'x')
  expect([lines.length, count]).toEqual([2_000, 5_000])
})
