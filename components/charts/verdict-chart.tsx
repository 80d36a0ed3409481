'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { formatCompactCount } from '#lib/format/format-count.ts'
import type { VerdictBar } from '#lib/format/verdict-bars.ts'

import { type ColumnProps, ColumnGround, VerdictColumn } from './columns.tsx'
import { Hatches } from './hatches.tsx'
import type { PaletteKey } from './palette.ts'
import { VerdictTooltip } from './verdict-tooltip.tsx'

/** Drawn from the bottom up. */
const SERIES: { key: 'pass' | 'fail'; palette: PaletteKey }[] = [
  { key: 'pass', palette: 'pass' },
  { key: 'fail', palette: 'fail' },
]

type Props = { bars: VerdictBar[]; height: number; onOpen: (bar: VerdictBar) => void }

/** Stacked columns; one that may still grow is hatched. A click anywhere above a day opens it. */
export function VerdictChart({ bars, height, onOpen }: Props) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={bars}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        aria-label="Messages that pass and fail; arrow keys move from one to the next"
        barCategoryGap="12%"
        style={{ cursor: 'pointer' }}
        onClick={({ activeTooltipIndex }) => {
          const bar = bars[Number(activeTooltipIndex ?? -1)]
          if (bar && bar.pass !== null) onOpen(bar)
        }}
      >
        <Hatches />
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
          minTickGap={28}
        />
        <YAxis
          width={44}
          tickCount={4}
          tickLine={false}
          axisLine={false}
          allowDecimals={false}
          tickFormatter={formatCompactCount}
          tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
        />
        <Tooltip
          filterNull={false}
          content={VerdictTooltip}
          cursor={{ fill: 'var(--ink)', fillOpacity: 0.06 }}
          isAnimationActive={false}
        />
        {SERIES.map(({ key, palette }, index) => (
          <Bar
            key={key}
            dataKey={key}
            stackId="verdict"
            isAnimationActive={false}
            background={index === 0 ? (props: ColumnProps) => <ColumnGround {...props} /> : false}
            shape={(props: ColumnProps) => <VerdictColumn {...props} palette={palette} />}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
