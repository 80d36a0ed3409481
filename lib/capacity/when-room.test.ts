import { expect, test } from 'vitest'

import type { Shortage } from './shortage.ts'
import { whenRoom } from './when-room.ts'

const FULL: Shortage = { status: 507, sentence: 'full' }
const BUSY: Shortage = { status: 503, sentence: 'busy', retryAfterSeconds: 1 }

test('waits for as long as the disk has no room, and not for a pool in use', async () => {
  const answers = [FULL, FULL, BUSY, FULL]
  await whenRoom(async () => answers.shift() ?? null, 1)
  expect(answers).toEqual([FULL])
})
