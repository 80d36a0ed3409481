'use client'

import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { formatCompactCount } from '#lib/format/format-count.ts'
import { type TimeBar, totalOf } from '#lib/format/time-bars.ts'

import { Columns } from './columns.tsx'
import { Hatches } from './hatches.tsx'
import type { Series } from './palette.ts'
import { SeriesTooltip } from './series-tooltip.tsx'

type Props = {
  bars: TimeBar[]
  /** Drawn from the bottom up. */
  series: Series[]
  label: string
  height: number
  /** Said of a column without numbers, where these do not come from reports. */
  missing?: string
  onOpen: (index: number) => void
}

const TICK = { fill: 'var(--ink-soft)', fontSize: 12 }

/** Stacked columns over time; one that may still grow is hatched. A click anywhere above a day opens it. */
export function SeriesChart({ bars, series, label, height, missing, onOpen }: Props) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={bars}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        aria-label={`${label}; arrow keys move from one to the next`}
        style={{ cursor: 'pointer' }}
        onClick={({ activeTooltipIndex }) => {
          const index = Number(activeTooltipIndex ?? -1)
          if (bars[index]?.series) onOpen(index)
        }}
      >
        <Hatches palettes={series.map(({ palette }) => palette)} />
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          scale="band"
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={TICK}
          minTickGap={28}
        />
        <YAxis
          width={44}
          tickCount={4}
          tickLine={false}
          axisLine={false}
          allowDecimals={false}
          tickFormatter={formatCompactCount}
          tick={TICK}
        />
        <Tooltip
          filterNull={false}
          content={<SeriesTooltip series={series} missing={missing} />}
          cursor={{ fill: 'var(--ink)', fillOpacity: 0.06 }}
          isAnimationActive={false}
        />
        <Columns bars={bars} series={series} />
        {/* Draws nothing: from it the axis knows how high it has to be, and the tooltip which column it is about. */}
        <Line dataKey={heightOf} stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        <Line
          dataKey="before"
          stroke="var(--ink)"
          strokeWidth={1.5}
          strokeDasharray="4 3"
          dot={false}
          activeDot={false}
          connectNulls
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

function heightOf({ series }: TimeBar): number | null {
  return series && totalOf(series)
}
