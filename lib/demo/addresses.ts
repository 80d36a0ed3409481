/** Addresses counted up from a first one, which ends in its own number: `192.0.2.10` or `2001:db8::10`. */
export function addressesFrom(first: string, count: number, step = 1): string[] {
  const [, head, separator, tail] = /^(.*)([.:])(\w+)$/.exec(first)!
  const base = separator === ':' ? 16 : 10
  return Array.from(
    { length: count },
    (_, index) => `${head}${separator}${(parseInt(tail!, base) + index * step).toString(base)}`,
  )
}
