'use client'

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'

import { formatCount } from '#lib/format/format-count.ts'

import { PALETTE } from './palette.ts'

export type ShareRow = { name: string; pass: number; fail: number }

type Props = { rows: ShareRow[]; height: number; label: string; onOpen: (index: number) => void }

/** One bar a row, its passing and failing messages behind one another, with the total as its word. */
export function ShareChart({ rows, height, label, onOpen }: Props) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        layout="vertical"
        data={rows.map((row) => ({ ...row, total: formatCount(row.pass + row.fail) }))}
        margin={{ top: 4, right: 70, bottom: 0, left: 0 }}
        barCategoryGap="25%"
        aria-label={label}
        style={{ cursor: 'pointer' }}
        onClick={({ activeTooltipIndex }) => onOpen(Number(activeTooltipIndex ?? 0))}
      >
        <XAxis type="number" hide />
        <YAxis
          type="category"
          dataKey="name"
          width={180}
          interval={0}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--ink)', fontSize: 12 }}
        />
        <Bar dataKey="pass" stackId="share" fill={PALETTE.pass.color} isAnimationActive={false} />
        <Bar dataKey="fail" stackId="share" fill={PALETTE.fail.color} isAnimationActive={false}>
          <LabelList dataKey="total" position="right" fill="var(--ink)" fontSize={12} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
