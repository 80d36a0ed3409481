import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { readConfig } from '../../config.ts'
import { type TestIngest, openTestIngest } from '../../ingest/testing/test-ingest.ts'
import { type Listener, listenForMail } from './listen-for-mail.ts'
import { LISTENER_LIMITS, type ListenerLimits } from './listener-limits.ts'
import type { ListenerConfig } from './make-answers.ts'
import { type SmtpClient, deliver, greetSmtp, openSmtp } from './testing/smtp-client.ts'

const DOMAIN = 'reports.example.com'
const MAIL = 'From: reporter@example.net\r\nSubject: a report\r\n\r\nNo report.\r\n'

const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-smtp-'))
let ingest: TestIngest
let to: string
let other: { id: string; to: string }
let listener: Listener
const more: Listener[] = []

beforeAll(async () => {
  ingest = await openTestIngest()
  to = `rua-${await tokenOf(ingest.organizationId)}@${DOMAIN}`
  const id = uuidv7()
  await ingest.owner.query(`insert into organization (id, name) values ($1, 'Other')`, [id])
  other = { id, to: `rua-${await tokenOf(id)}@${DOMAIN}` }
  listener = await listen()
})
beforeEach(() => ingest.owner.query('delete from submission'))
afterEach(async () => {
  await Promise.all(more.splice(0).map((one) => one.stop()))
})
afterAll(async () => {
  await listener.stop()
  await ingest.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function listen({
  config = {},
  limits = {},
  pool = ingest.pool,
}: { config?: Partial<ListenerConfig>; limits?: Partial<ListenerLimits>; pool?: pg.Pool } = {}): Promise<Listener> {
  const own = {
    ...readConfig({ NODE_ENV: 'test' }),
    dataDir,
    ingestDomain: DOMAIN,
    smtp: { host: '127.0.0.1', port: 0, tls: null },
  }
  return listenForMail({ ...own, ...config }, pool, { ...LISTENER_LIMITS, finishMs: 300, ...limits })
}

async function listenBeside(...options: Parameters<typeof listen>): Promise<number> {
  const one = await listen(...options)
  more.push(one)
  return one.port
}

async function tokenOf(organizationId: string): Promise<string> {
  const { rows } = await ingest.owner.query<{ token: string }>(
    `select token from ingest_address where "organizationId" = $1 and purpose = 'rua'`,
    [organizationId],
  )
  return rows[0]!.token
}

async function makeAddress(columns: { purpose?: string; enabled?: boolean; retiresAt?: Date | null }): Promise<string> {
  const { purpose = 'rua', enabled = true, retiresAt = null } = columns
  const { rows } = await ingest.owner.query<{ token: string }>(
    `insert into ingest_address ("organizationId", purpose, enabled, "retiresAt") values ($1, $2::purpose, $3, $4) returning token`,
    [ingest.organizationId, purpose, enabled, retiresAt],
  )
  return rows[0]!.token
}

type Row = { organizationId: string; text: string | null; [column: string]: unknown }

async function submissions(): Promise<Row[]> {
  const { rows } = await ingest.owner.query<Row>(
    `select s."organizationId", s.status, s."reasonCode", s.size::int, s."envelopeFrom", s."envelopeTo", host(s.peer) as peer, s.helo, s."ingestToken", s.via,
       s.filename, (select encode(string_agg(bytes, '' order by ordinal), 'escape') from submission_chunk c where c."submissionId" = s.id) as text
     from submission s order by s."receivedAt", s.id`,
  )
  return rows
}

async function askFor(recipient: string): Promise<string | null> {
  const client = await greetSmtp(listener.port)
  await client.say('MAIL FROM:<reporter@example.net>')
  const answer = await client.say(`RCPT TO:<${recipient}>`)
  client.end()
  return answer
}

describe('recipients', () => {
  test('an address of the domain is taken in any case and with anything behind a plus', async () => {
    for (const one of [to, to.toUpperCase(), to.replace('@', '+example.org@')])
      expect(await askFor(one)).toBe('250 Accepted')
    const later = new Date(Date.now() + 3_600_000)
    expect(await askFor(`rua-${await makeAddress({ retiresAt: later })}@${DOMAIN}`)).toBe('250 Accepted')
    expect(await askFor(`bounce-${await makeAddress({ purpose: 'bounce' })}@${DOMAIN}`)).toBe('250 Accepted')
  })

  test('nobody else is: unknown, disabled, retired, of another purpose, of another domain, of the demo', async () => {
    const past = new Date(Date.now() - 1_000)
    const refused = [
      `rua-0123456789abcdef0123@${DOMAIN}`,
      `rua-${await makeAddress({ enabled: false })}@${DOMAIN}`,
      `rua-${await makeAddress({ retiresAt: past })}@${DOMAIN}`,
      to.replace('rua-', 'bounce-'),
      to.replace(DOMAIN, 'example.org'),
      `postmaster@${DOMAIN}`,
      'postmaster',
      'somebody@example.org',
    ]
    for (const one of refused) expect(await askFor(one), one).toMatch(/^550 5\.1\.1 No mail is taken for this address/)
    await ingest.owner.query(`update organization set "isDemo" = true where id = $1`, [other.id])
    expect(await askFor(other.to)).toMatch(/^550 5\.1\.1 /)
    await ingest.owner.query(`update organization set "isDemo" = false where id = $1`, [other.id])
    expect(await submissions()).toEqual([])
  })

  test('who asks for twenty that do not exist is cut off', async () => {
    const client = await greetSmtp(listener.port)
    await client.say('MAIL FROM:<>')
    for (let n = 1; n < 20; n++) expect(await client.say(`RCPT TO:<rua-${n}@${DOMAIN}>`)).toMatch(/^550/)
    expect(await client.say(`RCPT TO:<rua-20@${DOMAIN}>`)).toMatch(/^421 4\.7\.0 /)
    expect(await client.answer()).toBeNull()
  })

  test('a mail has fifty at most, and is taken for those', async () => {
    const client = await greetSmtp(listener.port)
    await client.say('MAIL FROM:<>')
    for (let n = 1; n <= 50; n++)
      expect(await client.say(`RCPT TO:<${to.replace('@', `+${n}@`)}>`)).toBe('250 Accepted')
    expect(await client.say(`RCPT TO:<${to.replace('@', '+51@')}>`)).toMatch(/^452 4\.5\.3 /)
    expect(await client.say('DATA')).toMatch(/^354/)
    expect(await client.say(`${MAIL}.`)).toMatch(/^250/)
    client.end()
    expect((await submissions()).map((row) => (row.envelopeTo as string[]).length)).toEqual([50])
  })

  test('the database is away: later, and not never', async () => {
    const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' })
    const port = await listenBeside({ pool })
    expect(await deliver(port, [to], MAIL)).toMatch(/^503/)
    const client = await greetSmtp(port)
    await client.say('MAIL FROM:<>')
    expect(await client.say(`RCPT TO:<${to}>`)).toMatch(/^452 4\.3\.0 /)
    client.end()
    await pool.end()
  })
})

describe('a mail', () => {
  test('is written down as it came, with its envelope, and without what nobody can read in it', async () => {
    const text = `${MAIL}..a dot that was doubled\r\na bare\nline, a NUL \0 and \xe9\r\n`
    expect(await deliver(listener.port, [to.toUpperCase()], text)).toMatch(/^250/)
    expect(await submissions()).toMatchObject([
      {
        organizationId: ingest.organizationId,
        via: 'smtp',
        status: 'queued',
        filename: null,
        envelopeFrom: 'reporter@example.net',
        peer: '127.0.0.1',
        helo: 'client.example',
        ingestToken: await tokenOf(ingest.organizationId),
        text: `${MAIL}.a dot that was doubled\r\na bare\nline, a NUL \\000 and \\351\r\n\r\n`,
      },
    ])
    const { rows } = await ingest.owner.query('select "envelopeTo" from submission')
    expect(rows[0].envelopeTo[0].toLowerCase()).toBe(to)
  })

  test('of two organizations is in the ledger of each, with its own addresses alone', async () => {
    const plus = to.replace('@', '+2@')
    expect(await deliver(listener.port, [to, other.to, plus], MAIL)).toMatch(/^250/)
    const rows = (await submissions()).map(({ organizationId, envelopeTo }) => [organizationId, envelopeTo])
    expect(new Map(rows as [string, string[]][])).toEqual(
      new Map([
        [ingest.organizationId, [to, plus]],
        [other.id, [other.to]],
      ]),
    )
  })

  test('that comes again, because the answer was lost, is the same one', async () => {
    for (let n = 0; n < 3; n++) expect(await deliver(listener.port, [to], MAIL)).toMatch(/^250/)
    expect(await submissions()).toHaveLength(1)
  })

  test('from nobody, as a bounce or an automatic reply has it, is one like any other', async () => {
    const client = await greetSmtp(listener.port)
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    expect(await client.say(`Auto-Submitted: auto-replied\r\n\r\n\r\n.`)).toMatch(/^250/)
    client.end()
    expect(await submissions()).toMatchObject([{ envelopeFrom: '', status: 'queued' }])
  })

  test('that is empty is one as well', async () => {
    const client = await greetSmtp(listener.port)
    await client.say('MAIL FROM:<a..b@example.net>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    expect(await client.say('.')).toMatch(/^250/)
    client.end()
    expect(await submissions()).toMatchObject([{ size: 0, envelopeFrom: 'a..b@example.net' }])
  })

  test('that cannot be written down is refused for now, and nothing of it is there', async () => {
    await ingest.owner.query('alter table submission_chunk rename to gone')
    try {
      expect(await deliver(listener.port, [to, other.to], MAIL)).toMatch(/^452 4\.3\.0 /)
    } finally {
      await ingest.owner.query('alter table gone rename to submission_chunk')
    }
    expect(await submissions()).toEqual([])
    expect(await deliver(listener.port, [to, other.to], MAIL)).toMatch(/^250/)
    expect(await submissions()).toHaveLength(2)
  })

  test('goes in circles after fifty hosts', async () => {
    const received = (count: number): string => 'Received: from a by b;\r\n\tMon, 23 Nov 2026\r\n'.repeat(count)
    expect(await deliver(listener.port, [to], received(51) + MAIL)).toMatch(/^554 5\.4\.6 /)
    expect(await submissions()).toEqual([])
    expect(await deliver(listener.port, [to], `${received(50)}${MAIL}${received(9)}`)).toMatch(/^250/)
  })

  test('that breaks off leaves nothing', async () => {
    const client = await greetSmtp(listener.port)
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    client.write(MAIL)
    client.end()
    expect(await deliver(listener.port, [to], 'Subject: another\r\n\r\n')).toMatch(/^250/)
    expect(await submissions()).toHaveLength(1)
  })
})

describe('room', () => {
  const limits = { ...readConfig({ NODE_ENV: 'test' }).limits, inputBytesMax: 1_000 }

  test('a mail of exactly the limit is taken; one byte more leaves a line without bytes', async () => {
    const port = await listenBeside({ config: { limits } })
    const exact = `${MAIL}${'x'.repeat(1_000 - MAIL.length - 2)}`
    expect(await deliver(port, [to], exact)).toMatch(/^250/)
    expect(await deliver(port, [to, other.to], `x${exact}`)).toMatch(/^552 5\.3\.4 /)
    expect(await submissions()).toMatchObject([
      { size: 1_000, status: 'queued' },
      { size: 1_001, status: 'rejected', reasonCode: 'too-large', text: null, envelopeTo: [to] },
      { size: 1_001, status: 'rejected', reasonCode: 'too-large', text: null, envelopeTo: [other.to] },
    ])
  })

  test('one that says its size is refused before it is sent', async () => {
    const port = await listenBeside({ config: { limits } })
    const client = await openSmtp(port)
    await client.answer()
    expect(await client.say('EHLO client.example')).toContain('SIZE 1000')
    expect(await client.say('MAIL FROM:<> SIZE=1001')).toMatch(/^552 /)
    expect(await client.say('MAIL FROM:<> SIZE=1000 BODY=8BITMIME SMTPUTF8')).toMatch(/^250/)
    client.end()
  })

  test('without room on the disk no mail is begun', async () => {
    const port = await listenBeside({ config: { freeBytesMin: Number.MAX_SAFE_INTEGER } })
    const client = await greetSmtp(port)
    expect(await client.say('MAIL FROM:<>')).toMatch(/^452 4\.3\.1 /)
    client.end()
  })
})

describe('the end of a message', () => {
  const ENDS = ['\r\n', '\n', '\r']
  const pairs = ENDS.flatMap((before) => ENDS.map((after) => [before, after] as const)).filter(
    ([before, after]) => before !== '\r\n' || after !== '\r\n',
  )

  test.each(pairs)('a dot between %j and %j is no end, and the message is refused', async (before, after) => {
    const smuggled = ['MAIL FROM:<evil@example.net>', `RCPT TO:<${to}>`, 'DATA', 'Subject: smuggled\r\n\r\n', '.']
    const message = `${MAIL.trimEnd()}${before}.${after}${smuggled.join('\r\n')}\r\n`
    for (const parts of [[message], message.split(''), message.split(/(?=\.)/)]) {
      await ingest.owner.query('delete from submission')
      const client = await greetSmtp(listener.port)
      await client.say('MAIL FROM:<a@example.net>')
      await client.say(`RCPT TO:<${to}>`)
      await client.say('DATA')
      for (const part of parts) {
        client.write(part)
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(await client.answer()).toMatch(/^550 5\.6\.11 /)
      client.end()
      expect(await submissions()).toEqual([])
    }
  })

  test('commands that come together are answered in order, and the body is none of them', async () => {
    const client = await greetSmtp(listener.port)
    const body = `Subject: x\r\n\r\nQUIT\r\nRCPT TO:<nobody@example.org>\r\n`
    client.write(`MAIL FROM:<a@example.net>\r\nRCPT TO:<${to}>\r\nDATA\r\n${body}.\r\nNOOP\r\nQUIT\r\n`)
    const answers: (string | null)[] = []
    for (let n = 0; n < 6; n++) answers.push((await client.answer())?.slice(0, 3) ?? null)
    expect(answers).toEqual(['250', '250', '354', '250', '250', '221'])
    expect(await submissions()).toMatchObject([{ text: body }])
  })
})

describe('TLS', () => {
  test('a mail comes over it, with a certificate for the domain', async () => {
    const client = await greetSmtp(listener.port)
    expect(await client.say('STARTTLS')).toMatch(/^220/)
    await client.startTls()
    expect(await client.say('EHLO secure.example')).not.toContain('STARTTLS')
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    expect(await client.say(`${MAIL}.`)).toMatch(/^250/)
    client.end()
    expect(await submissions()).toMatchObject([{ helo: 'secure.example' }])
  })

  test('what was said before it, or together with it, counts for nothing behind it', async () => {
    const client = await greetSmtp(listener.port)
    await client.say('MAIL FROM:<evil@example.net>')
    client.write(`STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<evil@example.net>\r\nRCPT TO:<${to}>\r\n`)
    expect(await client.answer()).toMatch(/^220/)
    await client.startTls()
    expect(await client.say('DATA')).toMatch(/^503/)
    await client.say('EHLO client.example')
    expect(await client.say('DATA')).toMatch(/^503/)
    expect(await client.say(`RCPT TO:<${to}>`)).toMatch(/^503/)
    client.end()
  })

  test('nobody can give a password', async () => {
    const client = await openSmtp(listener.port)
    await client.answer()
    const hello = await client.say('EHLO client.example')
    expect(hello?.split('\n').map((line) => line.slice(4))).toEqual([
      DOMAIN,
      'PIPELINING',
      '8BITMIME',
      'SMTPUTF8',
      'STARTTLS',
      'SIZE 67108864',
    ])
    expect(await client.say('AUTH PLAIN AGEAYg==')).toMatch(/^500/)
    client.end()
  })
})

describe('a peer that does not behave', () => {
  test('is sent away when it speaks before the greeting', async () => {
    const client = await openSmtp(listener.port)
    client.write('EHLO client.example\r\n')
    expect(await client.answer()).toMatch(/^421/)
    expect(await client.answer()).toBeNull()
  })

  test('is refused a command with a NUL, one too long, and a tenth that is none', async () => {
    const client = await greetSmtp(listener.port)
    for (const command of ['NO\0OP', 'EHLO a\0b', 'MAIL FROM:<a\0b@example.net>', 'MAIL FROM:<a@b> SIZE=\0', '\0'])
      expect(await client.say(command), JSON.stringify(command)).toMatch(/^50[01]/)
    await client.say('MAIL FROM:<>')
    expect(await client.say(`RCPT TO:<${to}\0>`)).toMatch(/^501/)
    expect(await client.say(`NOOP ${'x'.repeat(3_000)}`)).toMatch(/^421/)
    expect(await client.answer()).toBeNull()

    const another = await greetSmtp(listener.port)
    for (let n = 1; n < 10; n++) expect(await another.say('WHAT')).toMatch(/^500/)
    expect(await another.say('WHAT')).toMatch(/^421/)
  })

  test('has so many connections, and so many mails in a minute', async () => {
    const smtpLimits = { connectionsMax: 3, peerConnectionsMax: 2, peerMailsMax: 2 }
    const port = await listenBeside({ config: { smtpLimits } })
    const clients = [await greetSmtp(port), await greetSmtp(port)]
    const third = await openSmtp(port)
    expect(await third.answer()).toMatch(/^421 4\.7\.0 /)
    clients.pop()!.end()
    await expect.poll(async () => (await openSmtp(port)).answer()).toMatch(/^220/)
    const all = await listenBeside({ config: { smtpLimits: { ...smtpLimits, peerConnectionsMax: 99 } } })
    for (let n = 0; n < 3; n++) await greetSmtp(all)
    expect(await (await openSmtp(all)).answer()).toMatch(/^421 /)

    const [client] = clients
    for (let n = 0; n < 2; n++) {
      expect(await client!.say('MAIL FROM:<>')).toMatch(/^250/)
      await client!.say('RSET')
    }
    expect(await client!.say('MAIL FROM:<>')).toMatch(/^450 4\.7\.1 /)
  })

  test.each<[string, Partial<ListenerLimits>, (client: SmtpClient) => void]>([
    ['that is silent', { idleMs: 200 }, () => {}],
    ['that comes no further', { progressMs: 300 }, (client) => repeat(() => client.write('x'))],
    ['that stays for too long', { connectionMs: 300 }, (client) => repeat(() => client.write('NOOP\r\n'))],
  ])('is cut off: one %s', async (_, limits, act) => {
    const client = await greetSmtp(await listenBeside({ limits }))
    act(client)
    await expect.poll(() => client.answer(), { timeout: 5_000, interval: 1 }).toMatch(/^421/)
  })

  test.each<[string, Partial<ListenerLimits>]>([
    ['in drops', { paceMs: 200, paceBytesMin: 100 }],
    ['without an end', { dataMs: 300 }],
  ])('is cut off: one whose mail comes %s', async (_, limits) => {
    const client = await greetSmtp(await listenBeside({ limits }))
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${to}>`)
    await client.say('DATA')
    repeat(() => client.write('x'))
    expect(await client.answer()).toMatch(/^421 4\.4\.2 /)
    expect(await submissions()).toEqual([])
  })
})

test('when it is stopped, a mail in transfer is finished, and who only waits is sent away', async () => {
  const stopped = await listen({ limits: { finishMs: 3_000 } })
  const waiting = await greetSmtp(stopped.port)
  const client = await greetSmtp(stopped.port)
  await client.say('MAIL FROM:<>')
  await client.say(`RCPT TO:<${to}>`)
  await client.say('DATA')
  client.write(MAIL)
  const stop = stopped.stop()
  expect(await waiting.answer()).toMatch(/^421 4\.3\.2 /)
  expect(await client.say('.')).toMatch(/^250/)
  expect(await client.answer()).toMatch(/^421/)
  await stop
  expect(await submissions()).toHaveLength(1)
  await expect(greetSmtp(stopped.port).then((late) => late.answer())).resolves.toBeNull()
})

function repeat(act: () => void): void {
  const timer = setInterval(act, 20)
  setTimeout(() => clearInterval(timer), 3_000)
}
