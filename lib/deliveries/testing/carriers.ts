import { createHash } from 'node:crypto'

import type { Delivery, Phase } from '../../bounce/delivery.ts'
import { readBounceMail } from '../../bounce/read-bounce-mail.ts'
import { readEvents } from '../../bounce/read-events.ts'
import { readLog } from '../../bounce/read-log.ts'
import { readText } from '../../bounce/read-text.ts'

/** One refusal as each kind of carrier writes it. */

export type Refusal = {
  reply: string
  /** As a carrier that states phases states it. */
  phase: Exclude<Phase, 'unknown'>
  host: string
  ip: string
  recipient: string
}
export type Sample = { carrier: string; deliveries: Delivery[]; statesPhase: boolean }

const NOW = new Date('2026-11-28T12:00:00Z')
const SENDER = 'news@example.com'

/** The same refusal in ten carriers, each written as its program writes it and read as Signet reads it. */
export async function inTenCarriers(refusal: Refusal): Promise<Sample[]> {
  const line = postfixWords(refusal)
  return [
    sample('dsn', true, readBounceMail(postfixBounce(refusal, line))),
    sample('postfix', true, await readLines(postfixLog(refusal, line))),
    sample('exim', true, await readLines(eximLog(refusal))),
    sample('haraka', false, await readLines(harakaLog(refusal))),
    sample('ses', false, events(ses(refusal))),
    sample('sendgrid', false, events(sendgrid(refusal))),
    sample('mailgun', false, events(mailgun(refusal))),
    sample('postmark', false, events(postmark(refusal))),
    sample('pasted', true, one(readText(line))),
    sample('quoted', true, readBounceMail(postfixBounce(refusal, quoted(line)))),
  ]
}

function sample(carrier: string, statesPhase: boolean, deliveries: Delivery[]): Sample {
  return { carrier, deliveries, statesPhase }
}

function one(delivery: Delivery | null): Delivery[] {
  return delivery ? [delivery] : []
}

async function readLines(log: string): Promise<Delivery[]> {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(log)
  }
  return (await Array.fromAsync(readLog(chunks(), NOW))).flat()
}

function events(body: unknown): Delivery[] {
  return readEvents(JSON.stringify(body))?.deliveries ?? []
}

const COMMANDS: Record<Refusal['phase'], string> = {
  connect: '',
  helo: 'EHLO',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'DATA',
  'end-of-data': 'end of DATA',
}

function postfixWords({ reply, phase, host, ip }: Refusal): string {
  if (phase === 'connect') return `host ${host}[${ip}] refused to talk to me: ${reply}`
  return `host ${host}[${ip}] said: ${reply} (in reply to ${COMMANDS[phase]} command)`
}

/** What a forwarder answers whose own next host has refused the message. */
function quoted(line: string): string {
  return `host in.forwarder.example[198.51.100.25] said: 550 5.0.0 Could not be forwarded: ${line} (in reply to end of DATA command)`
}

function fold(text: string): string {
  return text.replaceAll(/(.{40,60}) /g, '$1\r\n    ')
}

function postfixBounce({ recipient, reply, host }: Refusal, line: string): Parameters<typeof readBounceMail>[0] {
  const status = /\b[245]\.\d\.\d+\b/.exec(reply)?.[0] ?? '5.0.0'
  const remote = line.startsWith('host in.forwarder') ? 'in.forwarder.example' : host
  const diagnostic = /(?:said|to me): (.*?)(?: \(in reply to [A-Za-z ]+ command\))?$/.exec(line)![1]!
  return {
    headers: [
      'From: MAILER-DAEMON@out.example.com (Mail Delivery System)',
      `To: ${SENDER}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Date: Sat, 28 Nov 2026 10:00:05 +0000',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    ].join('\r\n'),
    parts: [
      {
        type: 'text/plain',
        text: `This is the mail system at host out.example.com.\r\n\r\nI'm sorry to have to inform you that your message could not\r\nbe delivered to one or more recipients.\r\n\r\n<${recipient}>: ${fold(line)}\r\n`,
      },
      {
        type: 'message/delivery-status',
        text: [
          'Reporting-MTA: dns; out.example.com',
          'X-Postfix-Queue-ID: 4TxyzA1b2c',
          `X-Postfix-Sender: rfc822; ${SENDER}`,
          'Arrival-Date: Sat, 28 Nov 2026 10:00:00 +0000 (UTC)',
          '',
          `Final-Recipient: rfc822; ${recipient}`,
          'Action: failed',
          `Status: ${status}`,
          `Remote-MTA: dns; ${remote}`,
          `Diagnostic-Code: smtp; ${fold(diagnostic)}`,
          '',
        ].join('\r\n'),
      },
      {
        type: 'text/rfc822-headers',
        text: `Return-Path: <${SENDER}>\r\nFrom: News <${SENDER}>\r\nMessage-ID: <one@example.com>\r\nSubject: News\r\n`,
      },
    ],
  }
}

function postfixLog({ reply, recipient, host, ip }: Refusal, line: string): string {
  const isDeferred = reply.startsWith('4')
  const status = /\b[245]\.\d\.\d+\b/.exec(reply)?.[0] ?? (isDeferred ? '4.0.0' : '5.0.0')
  return [
    `Nov 28 10:00:00 out postfix/cleanup[311]: 4TxyzA1b2c: message-id=<one@example.com>`,
    `Nov 28 10:00:00 out postfix/qmgr[200]: 4TxyzA1b2c: from=<${SENDER}>, size=2048, nrcpt=1 (queue active)`,
    `Nov 28 10:00:01 out postfix/smtp[312]: 4TxyzA1b2c: to=<${recipient}>, relay=${host}[${ip}]:25, delay=1, delays=0.1/0/0.5/0.4, dsn=${status}, status=${isDeferred ? 'deferred' : 'bounced'} (${line})`,
    '',
  ].join('\n')
}

const EXIM: Record<Refusal['phase'], (recipient: string) => string> = {
  connect: () => 'initial connection',
  helo: () => 'EHLO out.example.com',
  mail: () => `MAIL FROM:<${SENDER}>`,
  rcpt: (recipient) => `RCPT TO:<${recipient}>`,
  data: () => 'DATA',
  'end-of-data': () => 'end of data',
}

function eximLog({ reply, recipient, phase, host, ip }: Refusal): string {
  const sign = reply.startsWith('4') ? '==' : '**'
  const error = `SMTP error from remote mail server after ${EXIM[phase](recipient)}: ${reply}`
  const what =
    sign === '=='
      ? `R=dnslookup T=remote_smtp defer (-46) H=${host} [${ip}]: ${error}`
      : `R=dnslookup T=remote_smtp H=${host} [${ip}] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: ${error}`
  return [
    `2026-11-28 10:00:00 1tGabc-000001-2b <= ${SENDER} H=app.example.com [192.0.2.10] P=esmtps S=2048 id=one@example.com`,
    `2026-11-28 10:00:01 1tGabc-000001-2b ${sign} ${recipient} ${what}`,
    '',
  ].join('\n')
}

function harakaLog({ reply, recipient, host, ip }: Refusal): string {
  const uuid = '9B1F1C1E-5B5E-4E0B-8F43-3F6B1C2D4E5F.1.1'
  const domain = recipient.split('@')[1]
  const hook = reply.startsWith('4') ? 'Temp fail' : 'bouncing mail'
  return `2026-11-28T10:00:01.000Z [NOTICE] [${uuid}] [outbound] ${hook}: ${reply} domain=${domain} host=${host} ip=${ip} port=25 rcpt=<${recipient}> reason="${reply.replaceAll('"', "'")}"\n`
}

function ses({ reply, recipient, ip }: Refusal): unknown {
  const message = {
    notificationType: 'Bounce',
    bounce: {
      bounceType: reply.startsWith('4') ? 'Transient' : 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: recipient,
          action: 'failed',
          status: /\b[245]\.\d\.\d+\b/.exec(reply)?.[0] ?? '5.0.0',
          diagnosticCode: `smtp; ${reply}`,
        },
      ],
      timestamp: '2026-11-28T10:00:01.000Z',
      feedbackId: '0100019-feedback',
      remoteMtaIp: ip,
      reportingMTA: `dsn; a1-2.smtp-out.eu-west-1.amazonses.com`,
    },
    mail: {
      timestamp: '2026-11-28T10:00:00.000Z',
      source: SENDER,
      sourceIp: '192.0.2.10',
      messageId: '0100019-message',
      destination: [recipient],
      commonHeaders: { from: [SENDER], messageId: '<one@example.com>' },
    },
  }
  return {
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:eu-west-1:000000000000:bounces',
    Message: JSON.stringify(message),
  }
}

function sendgrid({ reply, recipient }: Refusal): unknown {
  const isDeferred = reply.startsWith('4')
  return [
    {
      email: recipient,
      timestamp: 1795860001,
      event: isDeferred ? 'deferred' : 'bounce',
      type: isDeferred ? undefined : 'blocked',
      ...(isDeferred ? { response: reply } : { reason: reply }),
      status: /\b[245]\.\d\.\d+\b/.exec(reply)?.[0] ?? '5.0.0',
      'smtp-id': '<one@example.com>',
      sg_event_id: hash(reply),
      sg_message_id: 'abc.filter0001.1.1',
    },
  ]
}

function mailgun({ reply, recipient, host }: Refusal): unknown {
  return {
    signature: { timestamp: '1795860001', token: 'x', signature: 'x' },
    'event-data': {
      event: 'failed',
      severity: reply.startsWith('4') ? 'temporary' : 'permanent',
      reason: 'generic',
      id: hash(reply),
      timestamp: 1795860001.5,
      recipient,
      'recipient-domain': recipient.split('@')[1],
      'delivery-status': {
        code: Number(reply.slice(0, 3)),
        message: reply,
        description: '',
        'mx-host': host,
        'attempt-no': 1,
      },
      envelope: { sender: SENDER, transport: 'smtp', targets: recipient },
      message: { headers: { 'message-id': 'one@example.com', from: SENDER, to: recipient, subject: 'News' } },
    },
  }
}

function postmark({ reply, recipient }: Refusal): unknown {
  return {
    RecordType: 'Bounce',
    ID: 42,
    Type: reply.startsWith('4') ? 'Transient' : 'HardBounce',
    TypeCode: 1,
    MessageID: '7a2b0c1d-0000-4000-8000-000000000001',
    Description: 'The server was unable to deliver your message.',
    Details: `smtp;${reply}`,
    Email: recipient,
    From: SENDER,
    BouncedAt: '2026-11-28T10:00:01Z',
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
