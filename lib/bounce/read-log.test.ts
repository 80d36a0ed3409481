import { expect, test } from 'vitest'

import type { Delivery } from './delivery.ts'
import { readLog } from './read-log.ts'

const NOW = new Date('2026-03-10T12:00:00Z')

async function* inChunks(text: string, size = 1_000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(lines: string[], size?: number): Promise<Delivery[]> {
  const found: Delivery[] = []
  for await (const batch of readLog(inChunks(`${lines.join('\n')}\n`, size), NOW)) found.push(...batch)
  return found
}

const CS01 =
  '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137'

const POSTFIX = [
  'Mar 10 11:00:00 out1 postfix/smtpd[101]: 4AbCd12345: client=app.example.com[192.0.2.10]',
  'Mar 10 11:00:00 out1 postfix/cleanup[102]: 4AbCd12345: message-id=<one@example.com>',
  'Mar 10 11:00:00 out1 postfix/qmgr[103]: 4AbCd12345: from=<News@Example.com>, size=2000, nrcpt=3 (queue active)',
]

const TO_APPLE = 'relay=mx01.mail.icloud.com[17.57.155.25]:25, conn_use=2, delay=1.5, delays=0.1/0/0.4/1, '

test('joins the lines of Postfix by queue id', async () => {
  const found = await read([
    ...POSTFIX,
    `Mar 10 11:00:02 out1 postfix-out/smtp[104]: 4AbCd12345: to=<Ann@ICLOUD.com>, orig_to=<ann@example.com>, ${TO_APPLE}dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)`,
    `Mar 10 11:00:03 out1 postfix/smtp[104]: 4AbCd12345: to=<bob@me.com>, ${TO_APPLE}dsn=5.7.1, status=bounced (host mx01.mail.icloud.com[17.57.155.25] said: ${CS01} (in reply to end of DATA command))`,
    'Mar 10 11:00:04 out1 postfix/qmgr[103]: 4AbCd12345: removed',
  ])
  const common = {
    carrier: 'postfix',
    remoteHost: 'mx01.mail.icloud.com',
    remoteIp: '17.57.155.25',
    envelopeFrom: 'News@example.com',
    messageId: 'one@example.com',
    queueId: '4AbCd12345',
    reportingHost: 'out1',
  }
  expect(found).toMatchObject([
    {
      ...common,
      outcome: 'delivered',
      at: '2026-03-10T11:00:02.000Z',
      recipient: 'Ann@icloud.com',
      reply: null,
      status: '2.0.0',
    },
    {
      ...common,
      outcome: 'refused',
      at: '2026-03-10T11:00:03.000Z',
      recipient: 'bob@me.com',
      status: '5.7.1',
      reply: { smtpCode: 550, text: CS01, phase: 'end-of-data' },
    },
  ])
})

test('tells what was put off from what nobody answered', async () => {
  const found = await read([
    `2026-03-09T23:00:00.123456+02:00 out1 postfix/smtp[9]: A1B2C3D4E5: to=<ann@icloud.com>, ${TO_APPLE}dsn=4.7.1, status=deferred (host mx01.mail.icloud.com[17.57.155.25] said: 421 4.7.1 Messages to ann@icloud.com deferred due to excessive volume. (in reply to RCPT TO command))`,
    '2026-03-09T23:00:01+02:00 out1 postfix/smtp[9]: A1B2C3D4E5: to=<ann@icloud.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx02.mail.icloud.com[17.42.251.62]:25: Connection timed out)',
    '2026-03-09T23:00:02+02:00 out1 postfix/smtp[9]: A1B2C3D4E5: to=<ann@gone.example>, relay=none, delay=1, delays=0/0/1/0, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=gone.example type=A: Host not found)',
  ])
  expect(found).toMatchObject([
    { outcome: 'deferred', at: '2026-03-09T21:00:00.123Z', status: '4.7.1', reply: { smtpCode: 421, phase: 'rcpt' } },
    {
      outcome: 'unreachable',
      status: '4.4.1',
      remoteHost: 'mx02.mail.icloud.com',
      remoteIp: '17.42.251.62',
      reply: null,
    },
    { outcome: 'unreachable', status: '5.4.4', remoteHost: null, recipient: 'ann@gone.example' },
  ])
})

test('leaves out what a server delivers to itself', async () => {
  const to = 'to=<ann@example.com>'
  expect(
    await read([
      `Mar 10 11:00:00 out1 postfix/local[1]: A1B2C3D4E5: ${to}, relay=local, delay=0, dsn=2.0.0, status=sent (delivered to mailbox)`,
      `Mar 10 11:00:00 out1 postfix/virtual[1]: A1B2C3D4E5: ${to}, relay=virtual, delay=0, dsn=2.0.0, status=sent (delivered to maildir)`,
      `Mar 10 11:00:00 out1 postfix/pipe[1]: A1B2C3D4E5: ${to}, relay=dovecot, delay=0, dsn=2.0.0, status=sent (delivered via dovecot service)`,
      `Mar 10 11:00:00 out1 postfix/lmtp[1]: A1B2C3D4E5: ${to}, relay=out1[private/dovecot-lmtp], delay=0, dsn=2.0.0, status=sent (250 2.0.0 Saved)`,
      `Mar 10 11:00:00 out1 postfix/smtp[1]: A1B2C3D4E5: ${to}, relay=127.0.0.1[127.0.0.1]:10024, delay=0, dsn=2.0.0, status=sent (250 2.0.0 from MTA: queued as B)`,
      '2026-03-10 11:00:00 1tGaBc-000123-AB => ann <ann@example.com> R=local_user T=local_delivery',
      '[NOTICE] [1B012E7A-4362-42CC-B2D5-27534802E482.1.1] [outbound]  delivered file=1_1_0_1_x domain=example.com host=127.0.0.1 ip=/run/lmtp port=24 mode=LMTP tls=N auth=N response="Saved" delay=0.1 fails=0 rcpts=1/0/0',
    ]),
  ).toEqual([])
})

test('takes a new message for another one when its short queue id comes again', async () => {
  const sent = `Mar 10 11:00:02 out1 postfix/smtp[104]: 4AbCd12345: to=<ann@icloud.com>, ${TO_APPLE}dsn=2.0.0, status=sent (250 Ok)`
  const found = await read([
    ...POSTFIX,
    'Mar 10 11:00:01 out1 postfix/cleanup[102]: 4AbCd12345: message-id=<two@example.com>',
    sent,
    sent.replace('out1', 'out2'),
  ])
  expect(found).toMatchObject([
    { messageId: 'two@example.com', envelopeFrom: null },
    { messageId: null, envelopeFrom: null, reportingHost: 'out2' },
  ])
})

test.each([
  ['Mar 10 11:00:02', '2026-03-10T11:00:02.000Z'],
  ['Mar 12 11:00:02', '2026-03-12T11:00:02.000Z'],
  ['Mar 12 12:00:01', '2025-03-12T12:00:01.000Z'],
  ['Dec 31 23:59:59', '2025-12-31T23:59:59.000Z'],
  ['Feb 29 10:00:00', '2024-02-29T10:00:00.000Z'],
  ['Mar  9 01:02:03', '2026-03-09T01:02:03.000Z'],
  ['2026-03-10 11:00:02.5 +0130', '2026-03-10T09:30:02.500Z'],
  ['Mar 32 11:00:02', null],
  ['Zzz 10 11:00:02', null],
])('reads %s as %s, in the year that comes nearest', async (time, at) => {
  const line = `${time} out1 postfix/smtp[1]: A1B2C3D4E5: to=<ann@icloud.com>, ${TO_APPLE}dsn=2.0.0, status=sent (250 Ok)`
  expect(await read([line])).toMatchObject([{ at }])
})

test('joins the lines of Exim by message id, with the address it sent from', async () => {
  const host = 'H=mx01.mail.icloud.com [17.57.155.25]'
  const found = await read([
    '2026-03-10 11:00:00 1tGaBc-00000012345-0AbC <= news@example.com H=app.example.com [192.0.2.10] P=esmtps S=2000 id=one@example.com T="id=other"',
    `2026-03-10 11:00:01 +0100 1tGaBc-00000012345-0AbC => ann@ICLOUD.com <list@example.com> R=dnslookup T=remote_smtp ${host} I=[192.0.2.25]:48000 X=TLS1.3 C="250 2.0.0 Ok"`,
    `2026-03-10 11:00:02 [77] 1tGaBc-00000012345-0AbC -> bob@me.com R=dnslookup T=remote_smtp ${host} C="250 2.0.0 Ok"`,
    `2026-03-10 11:00:03 1tGaBc-00000012345-0AbC ** cat@mac.com R=dnslookup T=remote_smtp ${host} X=TLS1.3: SMTP error from remote mail server after end of data: ${CS01}`,
    '2026-03-10 11:00:04 1tGaBc-00000012345-0AbC Completed',
  ])
  const common = {
    carrier: 'exim',
    queueId: '1tGaBc-00000012345-0AbC',
    messageId: 'one@example.com',
    envelopeFrom: 'news@example.com',
    remoteHost: 'mx01.mail.icloud.com',
    remoteIp: '17.57.155.25',
  }
  expect(found).toMatchObject([
    {
      ...common,
      outcome: 'delivered',
      at: '2026-03-10T10:00:01.000Z',
      recipient: 'ann@icloud.com',
      sourceIp: '192.0.2.25',
    },
    { ...common, outcome: 'delivered', recipient: 'bob@me.com' },
    {
      ...common,
      outcome: 'refused',
      recipient: 'cat@mac.com',
      status: '5.7.1',
      reply: { text: CS01, phase: 'end-of-data' },
    },
  ])
})

test('tells what Exim put off from what nobody answered, and from what it has not tried again', async () => {
  const id = '1tGaBc-000123-AB'
  const found = await read([
    `2026-03-10 11:00:00 ${id} == ann@icloud.com R=dnslookup T=remote_smtp defer (-44) H=mx01.mail.icloud.com [17.57.155.25]: SMTP error from remote mail server after RCPT TO:<ann@icloud.com>: 450 4.2.2 Mailbox over quota`,
    `2026-03-10 11:00:00 ${id} == ann@icloud.com R=dnslookup T=remote_smtp defer (110) H=mx01.mail.icloud.com [17.57.155.25]: Connection timed out`,
    `2026-03-10 11:00:00 ${id} == ann@icloud.com R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host for 'icloud.com'`,
    `2026-03-10 11:00:00 ${id} ** nobody@example.com: Unrouteable address`,
    `Mar 10 11:00:00 out1 exim[12]: 2026-03-10 11:00:00 ${id} ** ann@icloud.com R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<ann@icloud.com>: host mx01.mail.icloud.com [17.57.155.25]: 550 5.1.1 unknown or illegal alias`,
  ])
  expect(found).toMatchObject([
    { outcome: 'deferred', reply: { smtpCode: 450, phase: 'rcpt' }, status: '4.2.2' },
    { outcome: 'unreachable', reply: null, remoteHost: 'mx01.mail.icloud.com' },
    { outcome: 'refused', remoteHost: 'mx01.mail.icloud.com', reportingHost: 'out1', reply: { phase: 'rcpt' } },
  ])
})

const UUID = '1B012E7A-4362-42CC-B2D5-27534802E482'
const HARAKA = [
  `2026-03-10T11:00:00.000Z [NOTICE] [${UUID}.1] [core]  sender <news@example.com> code=CONT msg=""`,
  `2026-03-10T11:00:00.000Z [NOTICE] [${UUID}.1] [core]  recipient <ann@icloud.com> code=OK msg="" sender="news@example.com"`,
  `2026-03-10T11:00:00.000Z [NOTICE] [${UUID}.1] [core]  recipient <bob@icloud.com> code=OK msg="" sender="news@example.com"`,
  `2026-03-10T11:00:00.000Z [NOTICE] [${UUID}.1] [core]  message mid="<one@example.com>" size=2000 rcpts=2/0/0 delay=0.1 code=CONT msg=""`,
  `2026-03-10T11:00:01.000Z [INFO] [${UUID}.1.1] [outbound] Looking up A records for: mx01.mail.icloud.com`,
  `2026-03-10T11:00:01.000Z [INFO] [${UUID}.1.1] [outbound] Attempting to deliver to: 17.57.155.25:25 (0) (0)`,
]
const FROM_HARAKA = {
  carrier: 'haraka',
  queueId: `${UUID}.1.1`,
  messageId: 'one@example.com',
  envelopeFrom: 'news@example.com',
  remoteHost: 'mx01.mail.icloud.com',
  remoteIp: '17.57.155.25',
}

test('joins the lines of Haraka by uuid, and tells each recipient’s fate', async () => {
  const found = await read([
    ...HARAKA,
    `2026-03-10T11:00:02.000Z [NOTICE] [${UUID}.1.1] [outbound] recipient <bob@icloud.com> rejected: 550 5.1.1 <bob@icloud.com>: unknown or illegal alias`,
    `2026-03-10T11:00:03.000Z [NOTICE] [${UUID}.1.1] [outbound]  delivered file=1_1_0_1_x_1_out1 domain=icloud.com host=mx01.mail.icloud.com ip=17.57.155.25 port=25 mode=SMTP tls=Y auth=N response="Ok" delay=0.9 fails=0 rcpts=1/0/1`,
    `2026-03-10T11:00:03.000Z [INFO] [${UUID}.1.1] [outbound] bouncing mail: Some recipients failed: <bob@icloud.com>`,
  ])
  expect(found).toMatchObject([
    { ...FROM_HARAKA, outcome: 'refused', recipient: 'bob@icloud.com', status: '5.1.1', reply: { phase: 'rcpt' } },
    { ...FROM_HARAKA, outcome: 'delivered', recipient: 'ann@icloud.com', at: '2026-03-10T11:00:03.000Z' },
  ])
})

test('reads what Haraka bounced, put off and could not bring to anybody', async () => {
  const head = `2026-03-10T11:00:02.000Z [INFO] [${UUID}.1.1] [outbound]`
  const found = await read([
    ...HARAKA,
    `${head} bouncing mail: ${CS01}`,
    `${head} Temp failing 1_1_0_1_x_1_out1 for 64 seconds: Upstream error: 421 4.7.0 too many errors`,
    `${head} Temp failing 1_1_0_1_x_1_out1 for 64 seconds: Tried all MXs`,
  ])
  expect(found.map(({ outcome, recipient, status }) => [outcome, recipient, status])).toEqual([
    ['refused', 'ann@icloud.com', '5.7.1'],
    ['refused', 'bob@icloud.com', '5.7.1'],
    ['deferred', 'ann@icloud.com', '4.7.0'],
    ['deferred', 'bob@icloud.com', '4.7.0'],
    ['unreachable', 'ann@icloud.com', null],
    ['unreachable', 'bob@icloud.com', null],
  ])
  expect(found[0]).toMatchObject({ ...FROM_HARAKA, reply: { text: CS01, phase: 'unknown' } })
})

test('reads Haraka’s lines in logfmt', async () => {
  const head = `level=NOTICE uuid=${UUID}.1.1 source=outbound`
  const found = await read([
    `${head} delivered file=1_1 domain=icloud.com host=mx01.mail.icloud.com ip=17.57.155.25 port=25 mode=SMTP response="Ok"`,
    `level=INFO uuid=${UUID}.1.1 source=outbound message="bouncing mail: ${CS01}"`,
  ])
  expect(found).toMatchObject([
    { outcome: 'delivered', remoteHost: 'mx01.mail.icloud.com', recipient: null, at: null },
    { outcome: 'refused', status: '5.7.1', reply: { text: CS01 } },
  ])
})

test('gives the same however the log is cut into chunks, and without an end of its last line', async () => {
  const line = `Mar 10 11:00:02 out1 postfix/smtp[104]: 4AbCd12345: to=<jürgen@icloud.com>, ${TO_APPLE}dsn=2.0.0, status=sent (250 Ok)`
  const whole = await read([...POSTFIX, line])
  expect(whole).toMatchObject([{ recipient: 'jürgen@icloud.com', messageId: 'one@example.com' }])
  for (const size of [1, 7, 64]) expect(await read([...POSTFIX, line], size)).toEqual(whole)
})

test('passes over what is no mail log', async () => {
  const lines = [
    '',
    '\0\0\0',
    '<?xml version="1.0"?>',
    'Mar 10 11:00:00 out1 sshd[1]: to=<a@icloud.com>, status=sent',
    'postfix/smtp[1]: ',
  ]
  expect(await read(lines)).toEqual([])
})

test.each([
  ['no ends', 'a'],
  ['brackets', '['],
  ['ids', ' id='],
  ['spaces', ' '],
  ['NUL', '\0'],
  ['fields', ' H=x ['],
  ['quotes', ' response="\\"'],
])('is done soon with a line of 16 MiB of %s, and reads the next one', async (_, part) => {
  const long = part.repeat(Math.ceil((16 * 1024 * 1024) / part.length))
  const heads = ['', '2026-03-10 11:00:00 1tGaBc-000123-AB ** ', `[INFO] [${UUID}.1.1] [outbound] bouncing mail: `]
  const startMs = performance.now()
  for (const head of heads) {
    const sent = `Mar 10 11:00:02 out1 postfix/smtp[1]: A1B2C3D4E5: to=<ann@icloud.com>, ${TO_APPLE}dsn=2.0.0, status=sent (250 Ok)`
    expect((await read([head + long, sent], 65_536)).at(-1)).toMatchObject({ recipient: 'ann@icloud.com' })
  }
  expect(performance.now() - startMs).toBeLessThan(5_000)
})
