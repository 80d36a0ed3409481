import { expect, test } from 'vitest'

import { APPLE_REPLIES } from '../apple/find-reply.ts'
import type { Phase } from '../bounce/delivery.ts'
import { judgeDelivery } from './judge-delivery.ts'
import { inTenCarriers } from './testing/carriers.ts'

const APPLE = { host: 'mx01.mail.icloud.com', ip: '17.57.154.33', recipient: 'someone@icloud.com' }

test.each(APPLE_REPLIES)(
  '$title is known in each of ten carriers',
  async ({ example, group, class: replyClass, tag, usualPhase }) => {
    const phase = usualPhase === 'unknown' ? 'end-of-data' : (usualPhase as Exclude<Phase, 'unknown'>)
    const samples = await inTenCarriers({ ...APPLE, reply: example, phase })
    expect(samples).toHaveLength(10)
    for (const { carrier, deliveries, statesPhase } of samples) {
      expect([carrier, deliveries.length]).toEqual([carrier, 1])
      const [delivery] = deliveries
      const judged = judgeDelivery(delivery!)
      expect({ carrier, ...judged }).toMatchObject({
        carrier,
        isIcloud: true,
        replyGroup: group,
        replyClass,
        phase: statesPhase ? phase : 'unknown',
        usualPhase,
      })
      if (tag !== null) expect([carrier, judged.code]).toEqual([carrier, tag])
    }
  },
)
