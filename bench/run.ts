import { type Figure, figure } from './figure.ts'
import type { Peaks } from './watch-memory.ts'
import type { Totals } from './write-work.ts'

/** One run from bytes to committed rows, with its floor, both in seconds. */
export type Run = {
  seconds: number
  floor: number
  /** MiB of each process. */
  peaks: Partial<Peaks<'command' | 'worker' | 'web' | 'postgres'>>
}

export function toFigures(runs: Run[], work: Totals): Record<string, Figure> {
  const of = (unit: string, value: (run: Run) => number): Figure => figure(runs.map(value), unit)
  return {
    time: of('s', ({ seconds }) => seconds),
    reports: of('reports/s', ({ seconds }) => work.reports / seconds),
    records: of('records/s', ({ seconds }) => work.records / seconds),
    floor: of('s', ({ floor }) => floor),
    'beside the floor': of('× the time', ({ seconds, floor }) => seconds / floor),
    ...peakFigures(runs),
  }
}

function peakFigures(runs: Run[]): Record<string, Figure> {
  const names = ['command', 'worker', 'web', 'postgres'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const peaks = runs.flatMap(({ peaks }) => peaks[name] ?? [])
      return peaks.length > 0 ? [[`memory of ${name}`, figure(peaks, 'MiB')]] : []
    }),
  )
}
