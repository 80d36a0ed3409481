const kept: number[][] = []

/** For tests: a target that keeps something of each case. */
export async function tryCase(): Promise<void> {
  kept.push(Array<number>(2_000).fill(kept.length))
}

export async function makeCase(): Promise<null> {
  return null
}
