import type { Random } from './random.ts'

/** The sources of a year: a few that send most of the mail every day, and a long tail that is seen now and then. */

export type YearSource = {
  ip: string
  /** How likely a record of it is to be aligned. */
  dkimRate: number
  spfRate: number
  /** Messages of a usual record. */
  volume: number
}

const SOURCES = 5_000
/** Of 50 forwarders one is Apple's: mail that somebody has forwarded out of iCloud. */
const APPLE_EVERY = 50

export function yearSources(random: Random): YearSource[] {
  return Array.from({ length: SOURCES }, (_, rank) => makeSource(rank, random))
}

/** Picks sources, the first of them most often. */
export function sourcePicker(sources: YearSource[], random: Random): () => number {
  const sums: number[] = []
  let sum = 0
  for (const rank of sources.keys()) sums.push((sum += 1 / (rank + 20) ** 0.9))
  return () => lowerBound(sums, random.next() * sum)
}

function makeSource(rank: number, random: Random): YearSource {
  const volume = 1 + 400 / (rank + 1) ** 0.6
  if (rank < 40) return { ip: address(rank, random), dkimRate: 0.99, spfRate: 0.97, volume }
  if (rank < 1_000) return { ip: address(rank, random), dkimRate: 0.95, spfRate: 0.3, volume }
  if (rank < 2_500) {
    const ip = rank % APPLE_EVERY === 0 ? `17.58.${rank >> 8}.${rank & 255}` : address(rank, random)
    return { ip, dkimRate: 0.7, spfRate: 0.05, volume }
  }
  return { ip: address(rank, random), dkimRate: 0.02, spfRate: 0.02, volume }
}

function address(rank: number, random: Random): string {
  if (random.chance(0.1)) return `2001:db8:${(rank + 1).toString(16)}::1`
  return `10.${random.below(256)}.${rank >> 8}.${rank & 255}`
}

/** The first position whose sum is not below `wanted`. */
function lowerBound(sums: number[], wanted: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
