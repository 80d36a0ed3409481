import { expect, test } from 'vitest'

import { createWaitingLine } from './waiting-line.ts'

test('works on at most three at a time, in order, and takes more while it works', async () => {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const line = createWaitingLine(3, (item: number) => {
    begun.push(item)
    return new Promise<void>((resolve) => ends.push(resolve))
  })
  line.add([1, 2, 3, 4])
  expect(begun).toEqual([1, 2, 3])
  line.add([5])
  ends[1]!()
  await new Promise((resolve) => setTimeout(resolve))
  expect(begun).toEqual([1, 2, 3, 4])
  ends[0]!()
  ends[2]!()
  await new Promise((resolve) => setTimeout(resolve))
  expect(begun).toEqual([1, 2, 3, 4, 5])
})
