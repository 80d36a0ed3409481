import fc from 'fast-check'
import { expect, test } from 'vitest'

import { watchLoneDotLine } from './watch-lone-dot-line.ts'

function hasLoneDotLine(...chunks: string[]): boolean {
  const see = watchLoneDotLine()
  return chunks.map((chunk) => see(Buffer.from(chunk, 'latin1'))).at(-1) ?? false
}

const ENDS = ['\r\n', '\n', '\r', '\n\n', '\n\r', '\r\r']
const PAIRS = ENDS.flatMap((before) => ENDS.map((after) => [before, after] as const))

test.each(PAIRS)('a dot between %j and %j is found, but between two CRLF', (before, after) => {
  const isRight = before === '\r\n' && after === '\r\n'
  expect(hasLoneDotLine(`text${before}.${after}MAIL FROM:<a@example.com>\r\n`)).toBe(!isRight)
})

test.each([
  ['.\ntext\r\n', true],
  ['.\rtext\r\n', true],
  ['.\r\ntext\r\n', false],
  ['..\ntext\r\n', false],
  ['text.\ntext\r\n', false],
  ['bare\nlines\n.text\nin a mail\r\n', false],
  ['', false],
])('at the beginning as well: %j', (text, isFound) => {
  expect(hasLoneDotLine(text)).toBe(isFound)
})

/** The same, written the long way: each dot with the line ends beside it. */
function expected(text: string): boolean {
  const whole = `\r\n${text}`
  for (let at = whole.indexOf('.'); at !== -1; at = whole.indexOf('.', at + 1)) {
    const before = whole.slice(0, at)
    const after = whole.slice(at + 1)
    if (!/[\r\n]$/.test(before) || !/^[\r\n]/.test(after)) continue
    if (!before.endsWith('\r\n') || !after.startsWith('\r\n')) return true
  }
  return false
}

test('whatever the chunks are, the same is found', () => {
  const piece = fc.stringMatching(/^[\r\n.a]{0,6}$/)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (chunks) => {
      // smtp-server gives a message out with the CRLF before the last dot.
      const all = [...chunks, '\r\n']
      expect(hasLoneDotLine(...all)).toBe(expected(all.join('')))
    }),
    { numRuns: 5_000 },
  )
})
