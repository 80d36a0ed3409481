import { setTimeout } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { gather, togetherOrAlone } from './gather.ts'

/** Gathers words by their first letter, and notes which were done together. */
function noted(itemsMax: number, atOnce = 1) {
  const batches: string[][] = []
  const counts = { now: 0, most: 0 }
  const ask = gather(
    async (words: readonly string[]) => {
      batches.push([...words])
      counts.most = Math.max(counts.most, ++counts.now)
      await setTimeout(5)
      counts.now--
      return words.map((word) => (word.endsWith('!') ? new Error(word) : word.toUpperCase()))
    },
    { itemsMax, groupOf: (word) => word[0]!, atOnce },
  )
  return { ask, batches, counts }
}

test('does together what is asked for while the batch before is under way, and waits for nothing', async () => {
  const { ask, batches } = noted(10)
  const first = ask('a1')
  await setTimeout(2)
  expect(await Promise.all([first, ask('a2'), ask('a3')])).toEqual(['A1', 'A2', 'A3'])
  expect(batches).toEqual([['a1'], ['a2', 'a3']])
})

test('never does more than the limit together, nor two groups, nor more batches at once than allowed', async () => {
  const { ask, batches, counts } = noted(2, 2)
  await Promise.all(['a1', 'b1', 'a2', 'c1', 'a3'].map(ask))
  expect(batches.map((batch) => batch.join(' ')).toSorted()).toEqual(['a1 a2', 'a3', 'b1', 'c1'])
  expect(counts.most).toBe(2)
})

test('an error is that of its own item', async () => {
  const { ask } = noted(10)
  const ends = await Promise.allSettled([ask('a1'), ask('a!'), ask('a2')])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('when items fail together each is tried alone, unless it is the database that does not answer', async () => {
  const tried: number[][] = []
  const work = async (items: readonly number[]): Promise<number[]> => {
    tried.push([...items])
    if (items.includes(2)) throw new Error('two is bad')
    return items.map((item) => item * 10)
  }
  expect(await togetherOrAlone([1, 2, 3], work)).toEqual([10, new Error('two is bad'), 30])
  expect(tried).toEqual([[1, 2, 3], [1], [2], [3]])

  let calls = 0
  const gone = async (): Promise<number[]> => {
    calls++
    throw new Error('Connection terminated unexpectedly')
  }
  expect(await togetherOrAlone([1, 2, 3], gone)).toHaveLength(3)
  expect(calls).toBe(1)
})
