import { setImmediate } from 'node:timers/promises'

import DataLoader from 'dataloader'
import pLimit from 'p-limit'

import { isDatabaseGone } from './is-database-gone.ts'

type Work<Item, Result> = (items: readonly Item[]) => Promise<(Result | Error)[]>

/**
 * Does together what is asked for at the same time. While one batch is under way, the next one gathers; nobody waits for a
 * batch to fill. A commit costs the disk as much for one row as for a hundred.
 * @param work gives for each item, in order, its result or its error.
 * @param options.groupOf items of different groups (organizations) are never done together.
 * @param options.atOnce batches that may be under way, each of another group.
 */
export function gather<Item, Result>(
  work: Work<Item, Result>,
  { itemsMax, groupOf, atOnce }: { itemsMax: number; groupOf: (item: Item) => string; atOnce: number },
): (item: Item) => Promise<Result> {
  const groups = new Map<string, (item: Item) => Promise<Result>>()
  const limit = pLimit(atOnce)
  return (item) => {
    const group = groupOf(item)
    const ask = groups.get(group) ?? gatherOne<Item, Result>((items) => limit(work, items), itemsMax)
    groups.set(group, ask)
    return ask(item)
  }
}

function gatherOne<Item, Result>(work: Work<Item, Result>, itemsMax: number): (item: Item) => Promise<Result> {
  let turn: Promise<void> = Promise.resolve()
  let underWay: Promise<unknown> = turn
  const start: Work<Item, Result> = (items) => {
    const done = work(items)
    underWay = done
    return done
  }
  const loader = new DataLoader(start, {
    cache: false,
    maxBatchSize: itemsMax,
    batchScheduleFn: (dispatch) => {
      turn = turn.then(async () => {
        await setImmediate() // for those that ask in the same moment
        dispatch()
        await underWay.catch(() => {})
      })
    },
  })
  return (item) => loader.load(item)
}

/**
 * Does items together, and each by itself when that fails, so that an item that cannot be done takes no other with it. When it
 * is the database that does not answer, all of them have failed.
 */
export async function togetherOrAlone<Item, Result>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<Result[]>,
): Promise<(Result | Error)[]> {
  try {
    return await work(items)
  } catch (error) {
    if (items.length === 1 || isDatabaseGone(error)) return items.map(() => error as Error)
  }
  const ends: (Result | Error)[] = []
  for (const item of items) ends.push(...(await togetherOrAlone([item], work)))
  return ends
}
