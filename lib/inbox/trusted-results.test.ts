import { expect, test } from 'vitest'

import { readTrustedResults } from './trusted-results.ts'

const HOSTS = ['mx.example.org']

function passed(value: string, ...others: string[]): string[] | null {
  const headers = [value, ...others].map((text) => ({
    name: 'authentication-results',
    text: `Authentication-Results: ${text}`,
  }))
  return readTrustedResults([{ name: 'received', text: 'Received: x' }, ...headers], HOSTS)?.passed ?? null
}

test.each([
  ['mx.example.org; dkim=pass header.d=a.example', ['a.example']],
  [
    'MX.example.org 1; dkim=pass header.i=@A.example; dkim=pass header.d=b.example header.s=x',
    ['a.example', 'b.example'],
  ],
  [
    'mx.example.org;\r\n\tdkim=pass (1024-bit key; unprotected (nested)) header.d=a.example header.i=@x.example',
    ['a.example'],
  ],
  [
    'mx.example.org; dkim=pass header.i=@a.example header.b="ab/c=";\r\n spf=pass (said "so;") smtp.mailfrom=x@b.example',
    ['a.example', 'b.example'],
  ],
  ['mx.example.org; dkim / 1 = pass reason = "good; signature" header.d = "a.example"', []],
  ['mx.example.org; dkim/1=pass reason="good; signature" header.d="a.example"', ['a.example']],
  ['mx.example.org; spf=pass smtp.helo=a.example; spf=pass smtp.mailfrom=b.example', ['b.example']],
  [
    'mx.example.org; dkim=fail header.d=a.example; dkim=policy header.d=b.example; dmarc=pass header.from=c.example',
    [],
  ],
  ['mx.example.org; none', []],
])('reads %s', (value, domains) => {
  expect(passed(value)).toEqual(domains)
})

test.each([
  'evil.example; dkim=pass header.d=a.example',
  '(mx.example.org) evil.example; dkim=pass header.d=a.example',
  'mx.example.org 2; dkim=pass header.d=a.example',
  'mx.example.org dkim=pass header.d=a.example',
  'mx.example.org; dkim=pass (header.d=a.example',
  'mx.example.org; dkim=pass header.d="a.example',
  'mx.example.org; dkim=pass) header.d=a.example',
  `mx.example.org; dkim=pass ${'('.repeat(50)}${')'.repeat(50)} header.d=a.example`,
  `mx.example.org; dkim=pass header.d=a.example${' '.repeat(20_000)}`,
  '',
])('believes nothing of %s', (value) => {
  expect(passed(value)).toBeNull()
})

test.each([
  'mx.example.org; dkim=pass header.d=a.example header.d=b.example',
  'mx.example.org; dkim=pass and header.d=a.example',
  'mx.example.org; dkim=pass header.d=no',
  'mx.example.org; dkim=pass header.d="a.example x"',
  'mx.example.org; xdkim=pass header.d=a.example',
])('finds no domain in %s', (value) => {
  expect(passed(value)).toEqual([])
})

test('believes the first header only', () => {
  expect(passed('evil.example; none', 'mx.example.org; dkim=pass header.d=a.example')).toBeNull()
})

test('keeps 20 domains, each once', () => {
  const many = Array.from({ length: 30 }, (_, index) => `dkim=pass header.d=${index % 25}.example`).join('; ')
  expect(passed(`mx.example.org; ${many}`)).toHaveLength(20)
})
