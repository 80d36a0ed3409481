'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'

import { ChartBox } from '#components/charts/chart-box.tsx'
import { Legend, type LegendMark } from '#components/charts/legend.tsx'
import type { Series } from '#components/charts/palette.ts'
import type { BarUnit } from '#lib/format/time-bars.ts'

import type { OpenBar } from './open-bars.ts'
import type { Split } from './series-of.ts'
import { SeriesTable } from './series-table.tsx'
import { SplitSwitch } from './split-switch.tsx'

/** Loaded after the numbers are there. */
const SeriesChart = dynamic(async () => (await import('#components/charts/series-chart.tsx')).SeriesChart, {
  ssr: false,
})

type Props = {
  split: Split
  /** Where the same page is with another split; none where there is no choice. */
  splits?: Record<Split, string>
  bars: OpenBar[]
  series: Series[]
  unit: BarUnit
  height?: number
}

const TITLES: Record<Split, string> = { verdict: 'Verdict', disposition: 'Disposition', receiver: 'Receivers' }

/** Messages over time, split by one thing. */
export function SeriesByDay({ split, splits, bars, series, unit, height = 210 }: Props) {
  const router = useRouter()
  const title = `${TITLES[split]} by ${unit}`
  return (
    <ChartBox
      title={title}
      file={`signet-${split}-by-${unit}`}
      height={height}
      aside={
        <>
          <Legend series={series} marks={marksOf(bars)} />
          {splits && <SplitSwitch chosen={split} splits={splits} />}
        </>
      }
      chart={
        <SeriesChart
          bars={bars}
          series={series}
          label={`Messages: ${title.toLowerCase()}`}
          height={height}
          onOpen={(index) => router.push(bars[index]!.href)}
        />
      }
      table={<SeriesTable bars={bars} series={series} unit={unit} />}
    />
  )
}

function marksOf(bars: OpenBar[]): LegendMark[] {
  const marks: [LegendMark, (bar: OpenBar) => boolean][] = [
    ['incomplete', (bar) => bar.incomplete && bar.series !== null],
    ['estimated', (bar) => bar.estimated],
    ['missing', (bar) => bar.series === null && !bar.incomplete],
    ['before', (bar) => bar.before !== null],
  ]
  return marks.flatMap(([mark, isShown]) => (bars.some(isShown) ? [mark] : []))
}
