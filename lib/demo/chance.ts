import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that is the same each time: what it gives follows from its name alone, whatever else was made before. */
export type Chance = {
  /** From `min` to `max`, both included. */
  int(min: number, max: number): number
  /** From `min` up to `max`. */
  float(min: number, max: number): number
  /** The whole number below or above, so that many of them add up to about the same. */
  round(value: number): number
  /** So many digits of this base. */
  digits(count: number, base: 10 | 16): string
}

const SEED = 20_261_125

export function chanceOf(...name: (string | number)[]): Chance {
  const generator = xoroshiro128plus(hash(name.join('\0')))
  const float = (min: number, max: number): number => min + uniformFloat64(generator) * (max - min)
  const int = (min: number, max: number): number => uniformInt(generator, min, max)
  return {
    int,
    float,
    round: (value) => Math.floor(value) + (float(0, 1) < value - Math.floor(value) ? 1 : 0),
    digits: (count, base) =>
      int(1, base - 1).toString(base) +
      Array.from({ length: count - 1 }, () => int(0, base - 1).toString(base)).join(''),
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = SEED
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619)
  return value
}
