/** One measured number: the median of its runs, with the lowest and the highest of them. */
export type Figure = { value: number; unit: string; low: number; high: number; runs: number }

/** Figures of one thing, by what they are. */
export type Row = { name: string; figures: Record<string, Figure> }
export type Table = { title: string; rows: Row[] }

export function figure(values: number[], unit: string): Figure {
  return {
    value: round(percentile(values, 0.5)),
    unit,
    low: round(Math.min(...values)),
    high: round(Math.max(...values)),
    runs: values.length,
  }
}

/** @param share 0.5 for the median; between two values it is on the line that joins them */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) throw new Error('There is no value.')
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const [before, after] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!]
  return before + (after - before) * (position - Math.floor(position))
}

/** Four digits are more than any of these numbers is worth. */
function round(value: number): number {
  return Number(value.toPrecision(4))
}
