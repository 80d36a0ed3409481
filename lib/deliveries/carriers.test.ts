import { describe, expect, test } from 'vitest'

import { APPLE_REPLIES } from '../apple/find-reply.ts'
import type { Phase } from '../bounce/delivery.ts'
import { judgeDelivery } from './judge-delivery.ts'
import { inTenCarriers, type Refusal } from './testing/carriers.ts'

const TEN = ['dsn', 'postfix', 'exim', 'haraka', 'ses', 'sendgrid', 'mailgun', 'postmark', 'pasted', 'quoted']
const APPLE = { host: 'mx01.mail.icloud.com', ip: '17.57.154.33', recipient: 'someone@icloud.com' }
const CASES = APPLE_REPLIES.map((entry) => ({
  entry,
  refusal: { reply: entry.example, phase: carriedPhase(entry.usualPhase), ...APPLE },
}))

function carriedPhase(usualPhase: string): Refusal['phase'] {
  return usualPhase === 'unknown' ? 'end-of-data' : (usualPhase as Exclude<Phase, 'unknown'>)
}

describe.each(CASES)('$entry.id', ({ entry, refusal }) => {
  test('is Apple’s, and the same reply, in each of ten carriers', async () => {
    const samples = await inTenCarriers(refusal)
    expect(samples.map(({ carrier }) => carrier)).toEqual(TEN)
    expect(
      samples.map(({ carrier, deliveries }) => ({
        carrier,
        judged: deliveries.map((delivery) => {
          const { isIcloud, code, replyGroup, replyClass, phase, usualPhase } = judgeDelivery(delivery)
          return { isIcloud, code, replyGroup, replyClass, phase, usualPhase }
        }),
      })),
    ).toEqual(
      samples.map(({ carrier, statesPhase }) => ({
        carrier,
        judged: [
          {
            isIcloud: true,
            code: entry.id === 'new-tag' ? 'CS03' : entry.tag,
            replyGroup: entry.group,
            replyClass: entry.class,
            phase: statesPhase ? refusal.phase : 'unknown',
            usualPhase: entry.usualPhase,
          },
        ],
      })),
    )
  })

  test('keeps the forwarder that quotes it', async () => {
    const [quoted] = (await inTenCarriers(refusal)).at(-1)!.deliveries
    expect(quoted?.reply).toMatchObject({
      host: APPLE.host,
      quotedBy: { host: 'in.forwarder.example', phase: 'end-of-data' },
    })
  })
})
