'use client'

import { usePlotArea, useYAxisScale } from 'recharts'

import { type TimeBar, totalOf } from '#lib/format/time-bars.ts'

import { PALETTE, type Series } from './palette.ts'

/** Of the room of a column, between it and the next. */
const GAP = 0.12
/** Pixels; a small part keeps this much: one failure among a million is still one. */
const LEAST = 1.5
/** Pixels; in narrower columns an outline would hide the rest. */
const STROKED_FROM = 5

type State = 'plain' | 'incomplete' | 'estimated'

/**
 * The stacked columns of a chart. All parts of one series in one state are one path: as many elements as a day has parts would
 * keep the browser busy while the page is still loading.
 */
export function Columns({ bars, series }: { bars: TimeBar[]; series: Series[] }) {
  const area = usePlotArea()
  const scale = useYAxisScale()
  if (!area || !scale) return null
  const y = (value: number): number => scale(value) ?? 0
  const room = area.width / bars.length
  const width = room * (1 - GAP)
  const rect = (index: number, top: number, height: number): string =>
    `M${round(area.x + index * room + (room * GAP) / 2)},${round(top)}h${round(width)}v${round(height)}h${round(-width)}z`

  const missing: string[] = []
  const zeros: string[] = []
  const parts: Record<string, string> = {}
  bars.forEach((bar, index) => {
    if (bar.series === null) return void (bar.incomplete || missing.push(rect(index, area.y, area.height)))
    if (totalOf(bar.series) === 0) return void zeros.push(rect(index, y(0) - 2, 2))
    let below = 0
    for (const { key } of series) {
      const messages = bar.series[key] ?? 0
      if (messages === 0) continue
      const [bottom, top] = [y(below), y(below + messages)]
      const height = Math.max(bottom - top, LEAST)
      const name = `${key} ${stateOf(bar)}`
      parts[name] = (parts[name] ?? '') + rect(index, bottom - height, height)
      below += messages
    }
  })
  return (
    <g>
      <path d={missing.join('')} fill="url(#hatch-missing)" />
      <path d={zeros.join('')} fill="var(--ink-soft)" />
      {series.flatMap(({ key, palette }) =>
        (['plain', 'incomplete', 'estimated'] as const).map((state) => {
          const d = parts[`${key} ${state}`]
          if (d === undefined) return null
          const { color } = PALETTE[palette]
          return (
            <path
              key={`${key} ${state}`}
              data-series={key}
              d={d}
              fill={state === 'incomplete' ? `url(#hatch-${palette})` : color}
              fillOpacity={state === 'estimated' ? 0.72 : 1}
              stroke={width > STROKED_FROM && state !== 'plain' ? color : 'none'}
              strokeDasharray={state === 'estimated' ? '3 2' : undefined}
            />
          )
        }),
      )}
    </g>
  )
}

function stateOf({ incomplete, estimated }: TimeBar): State {
  if (incomplete) return 'incomplete'
  return estimated ? 'estimated' : 'plain'
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
