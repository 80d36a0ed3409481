import type { Chance } from './chance.ts'

/** Shares a whole number out by weights; the parts are whole and add up to it. */
export function shareOut(count: number, weights: readonly number[], chance: Chance): number[] {
  let rest = count
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight, index) => {
    const part = index === weights.length - 1 ? rest : Math.min(rest, chance.round((rest * weight) / weightLeft))
    rest -= part
    weightLeft -= weight
    return part
  })
}
