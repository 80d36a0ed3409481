import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { findFreePort } from '#lib/db/free-port.ts'
import { deliver, greetSmtp } from '#lib/inbox/smtp/testing/smtp-client.ts'

import { API_KEY, asKey } from '../as-key.ts'
import { type Signet, startSignet } from '../instance.ts'
import { queryRows } from '../query-rows.ts'
import { sampleMail } from '../sample-mail.ts'
import { sampleReport } from '../sample-report.ts'
import { type Spoken, swaks } from './swaks.ts'

/**
 * swaks before Signet's listener, and raw bytes where swaks has no option for them. The answers are those of
 * docs/operating.md. After each test the ledger holds what was answered 250, and nothing else.
 */

const DOMAIN = 'reports.example'
const BYTES_MAX = 20_000
const SECONDS = 1_000

const folder = mkdtempSync(path.join(tmpdir(), 'signet-swaks-'))
let port: number
let signet: Signet
let to: string

beforeAll(async () => {
  port = await findFreePort()
  const env = { INGEST_DOMAIN: DOMAIN, SMTP_PORT: String(port), LIMIT_INPUT_BYTES: String(BYTES_MAX) }
  signet = await startSignet({ env })
  const answer = await fetch(`${signet.url}/api/v1/ingest-addresses`, { headers: asKey(API_KEY) })
  to = ((await answer.json()) as { addresses: { address: string }[] }).addresses[0]!.address
})
afterAll(async () => {
  await signet?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Ids of the mails that were answered 250. */
let acknowledged: string[] = []

afterEach(async () => {
  const rows = await queryRows<{ text: string }>(
    signet.databaseUrl,
    `select encode(string_agg(bytes, '' order by ordinal), 'escape') as text from submission_chunk group by "submissionId"`,
  )
  const ids = rows.map(({ text }) => /^Message-ID: <(.+)@reporter\.example>/m.exec(text)?.[1] ?? text)
  expect(ids.toSorted()).toEqual(acknowledged.toSorted())
})

function mail(id: string): string {
  return sampleMail(sampleReport({ id }), { messageId: id })
}

/** The options by which swaks sends exactly these bytes, which end in CR LF. It writes the CR LF behind the last dot by itself. */
function exactly(bytes: string): string[] {
  const file = path.join(folder, 'data')
  writeFileSync(file, `${bytes}.`, 'latin1')
  return ['--data', `@${file}`, '--no-data-fixup']
}

/** Hands a mail over. @returns what was answered to it, or to what came last before it. */
async function send(id: string, options: { to?: string[]; args?: string[] } = {}): Promise<string> {
  const answers = await swaks(port, options.to ?? [to], [...exactly(mail(id)), ...(options.args ?? [])])
  return note(id, answers)
}

/** The last answer is that to QUIT. */
function note(id: string, answers: Spoken): string {
  expect(answers.at(-1)).toMatch(/^221 /)
  const last = answers.at(-2)!
  if (answers.some((one) => one.startsWith('354')) && last.startsWith('250')) acknowledged.push(id)
  return last
}

async function turn(enabled: boolean): Promise<void> {
  const token = /^rua-(.*)@/.exec(to)![1]!
  const answer = await fetch(`${signet.url}/api/v1/ingest-addresses/${token}`, {
    method: 'PATCH',
    headers: { ...asKey(API_KEY), 'content-type': 'application/json' },
    body: JSON.stringify({ enabled }),
  })
  expect(answer.status).toBe(200)
}

describe('a mail', () => {
  test('is taken, over TLS as well, and when all commands come at once', async () => {
    expect(await send('plain')).toMatch(/^250 /)
    expect(await send('tls', { args: ['--tls'] })).toMatch(/^250 /)
    expect(await send('pipelined', { args: ['--pipeline'] })).toMatch(/^250 /)
    expect(await send('pipelined-tls', { args: ['--pipeline', '--tls'] })).toMatch(/^250 /)
    expect(acknowledged).toEqual(['plain', 'tls', 'pipelined', 'pipelined-tls'])
  })

  test('is not taken for an address that does not exist, another domain, or an address that is turned off', async () => {
    for (const one of [`rua-0123456789abcdef0123@${DOMAIN}`, `postmaster@${DOMAIN}`, to.replace(DOMAIN, 'example.org')])
      expect(await send('nobody', { to: [one] }), one).toMatch(/^550 5\.1\.1 /)
    await turn(false)
    expect(await send('turned-off')).toMatch(/^550 5\.1\.1 /)
    const answers = await swaks(port, [to], [...exactly(mail('turned-off')), '--pipeline'])
    // With the recipient, DATA has been sent already.
    expect(answers.slice(-3).map((one) => one.slice(0, 9))).toEqual(['550 5.1.1', '503 Error', '221 Bye'])
    await turn(true)
    expect(await send('turned-on')).toMatch(/^250 /)
  })

  test('with good and wrong recipients is taken for the good one', async () => {
    const answers = await swaks(port, [`rua-0@${DOMAIN}`, to], exactly(mail('mixed')))
    expect(answers.filter((one) => one.startsWith('550 5.1.1 '))).toHaveLength(1)
    expect(note('mixed', answers)).toMatch(/^250 /)
  })

  test('has 50 recipients at most, and is taken for those', async () => {
    const many = Array.from({ length: 60 }, (_, n) => to.replace('@', `+${n}@`))
    const answers = await swaks(port, many, exactly(mail('many')))
    expect(answers.filter((one) => one.startsWith('452 4.5.3 '))).toHaveLength(10)
    expect(note('many', answers)).toMatch(/^250 /)
    const rows = await queryRows(
      signet.databaseUrl,
      `select cardinality("envelopeTo") as count from submission order by "receivedAt" desc limit 1`,
    )
    expect(rows).toEqual([{ count: 50 }])
  })

  test('for 20 addresses that do not exist ends the connection', async () => {
    const guesses = Array.from({ length: 25 }, (_, n) => `rua-${n}@${DOMAIN}`)
    const answers = await swaks(port, guesses)
    expect(answers.filter((one) => one.startsWith('550 5.1.1 '))).toHaveLength(19)
    expect(answers.at(-1)).toMatch(/^421 4\.7\.0 /)
  })

  test('that is too large is refused before it is sent when it says so, and otherwise leaves a line without bytes', async () => {
    const large = `${mail('large')}${'x'.repeat(BYTES_MAX)}\r\n`
    const client = await greetSmtp(port)
    expect(await client.say(`MAIL FROM:<dmarc@reporter.example> SIZE=${large.length}`)).toMatch(/^552 /)
    client.end()
    const lines = `select "reasonCode", "sha256" from submission where "reasonCode" = 'too-large'`
    expect(await queryRows(signet.databaseUrl, lines)).toEqual([])
    const answers = await swaks(port, [to], exactly(large))
    expect(note('large', answers)).toMatch(/^552 5\.3\.4 /)
    expect(await queryRows(signet.databaseUrl, lines)).toEqual([{ reasonCode: 'too-large', sha256: null }])
  })

  test('that has passed more than 50 hosts goes in circles', async () => {
    const received = 'Received: from a by b; Mon, 23 Nov 2026 00:00:00 +0000\r\n'.repeat(51)
    expect(note('circles', await swaks(port, [to], exactly(`${received}${mail('circles')}`)))).toMatch(/^554 5\.4\.6 /)
  })

  test('of which the connection breaks off in the middle is no mail', async () => {
    await swaks(port, [to], [...exactly(mail('broken')), '--drop-after', 'DATA'])
    const client = await greetSmtp(port)
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    client.write(mail('broken'))
    client.end()
    expect(await send('after-the-broken-one')).toMatch(/^250 /)
  })
})

describe('NUL bytes', () => {
  test('make no command, name or address of what they are in, and the connection goes on', async () => {
    const client = await greetSmtp(port)
    expect(await client.say('NO\0OP')).toMatch(/^500 /)
    expect(await client.say('EHLO client\0.example')).toMatch(/^501 /)
    expect(await client.say('MAIL FROM:<dmarc\0@reporter.example>')).toMatch(/^501 /)
    expect(await client.say('MAIL FROM:<dmarc@reporter.example>')).toMatch(/^250 /)
    for (const one of [`<${to.replace('@', '\0@')}>`, `<${to}\0>`, `<${to}>\0`])
      expect(await client.say(`RCPT TO:${one}`), one).toMatch(/^501 /)
    expect(await client.say('DATA')).toMatch(/^503 /)
    expect(await client.say(`RCPT TO:<${to}>`)).toMatch(/^250 /)
    client.end()
  })

  test('in a mail are part of it', async () => {
    expect(note('nul', await swaks(port, [to], exactly(`${mail('nul')}a NUL \0\0 byte\r\n`)))).toMatch(/^250 /)
    const [row] = await queryRows<{ text: string }>(
      signet.databaseUrl,
      `select encode(bytes, 'escape') as text from submission_chunk order by "submissionId" desc limit 1`,
    )
    expect(row!.text).toMatch(/a NUL \\000\\000 byte\r\n$/)
  })
})

describe('the end of a mail', () => {
  const ENDS = ['\r\n', '\n', '\r']
  const pairs = ENDS.flatMap((before) => ENDS.map((after) => [before, after] as const)).filter(
    ([before, after]) => before !== '\r\n' || after !== '\r\n',
  )

  /** The text of a mail whose middle another server could take for its end, and what follows for a mail of its own. */
  function smuggling(before: string, after: string): string {
    const second = ['MAIL FROM:<evil@example.net>', `RCPT TO:<${to}>`, 'DATA', mail('smuggled')].join('\r\n')
    return `${mail('carrier').trimEnd()}${before}.${after}${second}`
  }

  test.each(pairs)('is no dot between %j and %j, by swaks or byte by byte', async (before, after) => {
    const text = smuggling(before, after)
    expect(note('carrier', await swaks(port, [to], exactly(text)))).toMatch(/^550 5\.6\.11 /)
    expect(await deliver(port, [to], text)).toMatch(/^550 5\.6\.11 /)
  })

  test('is a dot between two CR LF, and what follows is a command', async () => {
    const client = await greetSmtp(port)
    client.write(`MAIL FROM:<>\r\nRCPT TO:<${to}>\r\nDATA\r\n${mail('first')}.\r\nRSET\r\nMAIL FROM:<>\r\nDATA\r\n`)
    const answers: string[] = []
    for (let n = 0; n < 7; n++) answers.push((await client.answer())!.slice(0, 3))
    expect(answers).toEqual(['250', '250', '354', '250', '250', '250', '503'])
    acknowledged.push('first')
    client.end()
  })

  test('is not in a line whose dot was doubled', async () => {
    const answers = await swaks(port, [to], exactly(`${mail('doubled')}..\r\nmore\r\n`))
    expect(note('doubled', answers)).toMatch(/^250 /)
  })
})

describe('somebody slow', () => {
  test.concurrent('who is silent is sent away after a minute', async () => {
    const client = await greetSmtp(port)
    const began = Date.now()
    expect(await client.answer()).toMatch(/^421 Timeout/)
    expect(Date.now() - began).toBeGreaterThan(50 * SECONDS)
    expect(Date.now() - began).toBeLessThan(90 * SECONDS)
    expect(await client.answer()).toBeNull()
  })

  test.concurrent.each([
    ['who sends nothing of a mail that is begun', ''],
    ['who sends a mail byte by byte, however steadily they come,', 'x'],
  ])('%s is sent away after half a minute', async (_, drop) => {
    const client = await greetSmtp(port)
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    const drip = setInterval(() => client.write(drop), 1 * SECONDS)
    const began = Date.now()
    expect(await client.answer()).toMatch(/^421 4\.4\.2 /)
    clearInterval(drip)
    expect(Date.now() - began).toBeLessThan(60 * SECONDS)
    expect(await client.answer()).toBeNull()
  })
})
