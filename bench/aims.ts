import type { Part } from './results.ts'

/** What Signet wants to be, and where the figure stands that tells. */
export type Aim = {
  name: string
  parts: Part[]
  row: RegExp
  figure: string
  unit: string
} & ({ atMost: number; atLeast?: undefined } | { atLeast: number; atMost?: undefined })

const SMALL = /small reports/
const BIG = /^1 report/

export const AIMS: Aim[] = [
  {
    name: 'small reports beside the floor',
    parts: ['ingest', 'http'],
    row: SMALL,
    figure: 'beside the floor',
    unit: '×',
    atMost: 8,
  },
  {
    name: 'small reports',
    parts: ['ingest', 'http'],
    row: SMALL,
    figure: 'reports',
    unit: 'reports/s',
    atLeast: 1_000,
  },
  {
    name: 'the report of 50,000 records beside the floor',
    parts: ['ingest', 'http'],
    row: BIG,
    figure: 'beside the floor',
    unit: '×',
    atMost: 4,
  },
  ...(['command', 'worker', 'web'] as const).map((process) => ({
    name: `memory of ${process}`,
    parts: ['ingest', 'http'] as Part[],
    row: /./,
    figure: `memory of ${process}`,
    unit: 'MiB',
    atMost: 150,
  })),
  {
    name: 'performance by Lighthouse, on a desktop',
    parts: ['lighthouse'],
    row: /on a desktop$/,
    figure: 'performance',
    unit: 'of 100',
    atLeast: 95,
  },
  {
    name: 'accessibility by Lighthouse',
    parts: ['lighthouse'],
    row: /./,
    figure: 'accessibility',
    unit: 'of 100',
    atLeast: 100,
  },
]
