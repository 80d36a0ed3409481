'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'

import { ChartBox } from '#components/charts/chart-box.tsx'
import { Legend, type LegendMark } from '#components/charts/legend.tsx'
import type { Series } from '#components/charts/palette.ts'
import type { OpenBar } from '#components/time/open-bars.ts'
import type { BarUnit } from '#lib/format/time-bars.ts'

import { AnswersTable } from './answers-table.tsx'

/** Loaded after the numbers are there. */
const SeriesChart = dynamic(async () => (await import('#components/charts/series-chart.tsx')).SeriesChart, {
  ssr: false,
})

const HEIGHT = 190

/** `file` names the picture. */
type Props = { title: string; file: string; bars: OpenBar[]; series: Series[]; unit: BarUnit }

/** Apple's answers over time. A day of which nothing was handed in is no zero. */
export function AnswersByDay({ title, file, bars, series, unit }: Props) {
  const router = useRouter()
  const name = `${title} by ${unit}`
  return (
    <ChartBox
      title={name}
      file={file}
      height={HEIGHT}
      aside={<Legend series={series} marks={marksOf(bars)} />}
      chart={
        <SeriesChart
          bars={bars}
          series={series}
          label={name}
          height={HEIGHT}
          missing="Nothing was handed in"
          onOpen={(index) => router.push(bars[index]!.href)}
        />
      }
      table={<AnswersTable caption={name} bars={bars} series={series} unit={unit} />}
    />
  )
}

function marksOf(bars: OpenBar[]): LegendMark[] {
  const marks: LegendMark[] = []
  if (bars.some((bar) => bar.incomplete && bar.series !== null)) marks.push('incomplete')
  if (bars.some((bar) => bar.series === null && !bar.incomplete)) marks.push('untold')
  return marks
}
