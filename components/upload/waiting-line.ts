/** Works on items in the order they come, at most `atOnce` at a time. `work` must not reject. */
export function createWaitingLine<T>(atOnce: number, work: (item: T) => Promise<void>) {
  const waiting: T[] = []
  let running = 0

  function next(): void {
    while (running < atOnce && waiting.length > 0) {
      running += 1
      void work(waiting.shift()!).finally(() => {
        running -= 1
        next()
      })
    }
  }

  return {
    add(items: T[]): void {
      for (const item of items) waiting.push(item)
      next()
    },
  }
}
