import { expect, test } from 'vitest'

import type { Shortage } from './shortage.ts'
import { whenRoom } from './when-room.ts'

const FULL: Shortage = { status: 507, sentence: 'full' }

test('waits for as long as the disk has no room', async () => {
  const answers = [FULL, FULL, null, FULL]
  await whenRoom(async () => answers.shift() ?? null, new AbortController().signal, 1)
  expect(answers).toEqual([FULL])
})

test('gives up waiting when it is told to stop', async () => {
  await expect(whenRoom(async () => FULL, AbortSignal.timeout(20))).rejects.toThrow('abort')
})
