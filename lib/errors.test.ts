import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { REFUSAL_CODES, RefusalError, refusalSentence, refuse } from './errors.ts'

test('docs/refusal-codes.md has every code with its sentence, in the order of the list', () => {
  const page = readFileSync(new URL('../docs/refusal-codes.md', import.meta.url), 'utf8')
  const documented = [...page.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, code, sentence]) => [code, sentence])
  expect(documented).toEqual(REFUSAL_CODES.map((code) => [code, refusalSentence(code)]))
})

test('puts what was found before what to do', () => {
  expect(refuse('empty')).toEqual({ code: 'empty', message: refusalSentence('empty') })
  expect(refuse('empty', 'It has 0 bytes.').message).toBe(`It has 0 bytes. ${refusalSentence('empty')}`)
  expect(new RefusalError('empty', 'It has 0 bytes.').refusal).toEqual(refuse('empty', 'It has 0 bytes.'))
})
