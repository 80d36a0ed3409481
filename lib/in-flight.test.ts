import { expect, test } from 'vitest'

import { InFlight } from './in-flight.ts'

test('lets no more go on at once than allowed, and waits for the rest at the end', async () => {
  const inFlight = new InFlight(3)
  let now = 0
  let most = 0
  let done = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now--
    done++
  }
  for (let n = 0; n < 10; n++) await inFlight.add(work())
  await inFlight.end()
  expect([most, done]).toEqual([3, 10])
})

test('throws the first fault to whoever adds or ends next, whatever it is', async () => {
  const inFlight = new InFlight(3)
  await inFlight.add(Promise.reject(new Error('first')))
  await expect(inFlight.end()).rejects.toThrow('first')
  await expect(inFlight.add(Promise.resolve())).rejects.toThrow('first')
})
