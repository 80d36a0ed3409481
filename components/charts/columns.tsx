import type { TimeBar } from '#lib/format/time-bars.ts'

import { PALETTE, type PaletteKey } from './palette.ts'

/** What Recharts hands to a shape; the fields of the row come with it. */
export type ColumnProps = {
  x?: number
  y?: number
  width?: number
  height?: number
  payload?: TimeBar
}

/** Pixels; in narrower columns an outline would hide the rest. */
const STROKED_FROM = 5

/** One part of a stacked column. A small part keeps a visible pixel: one failure among a million is still one. */
export function SeriesColumn(props: ColumnProps & { seriesKey: string; palette: PaletteKey }) {
  const { x = 0, y = 0, width = 0, height = 0, seriesKey, palette } = props
  const bar = props.payload
  if (!bar?.series?.[seriesKey]) return null
  const drawn = Math.max(height, 1.5)
  return (
    <rect
      x={x}
      y={y + height - drawn}
      width={width}
      height={drawn}
      fill={bar.incomplete ? `url(#hatch-${palette})` : PALETTE[palette].color}
      stroke={width > STROKED_FROM && (bar.incomplete || bar.estimated) ? PALETTE[palette].color : 'none'}
      strokeDasharray={bar.estimated ? '3 2' : undefined}
      fillOpacity={bar.estimated && !bar.incomplete ? 0.72 : 1}
    />
  )
}

/** What lies behind a column: no report at all is hatched, a reported zero is a line on the axis, not yet is nothing. */
export function ColumnGround(props: ColumnProps) {
  const { x = 0, y = 0, width = 0, height = 0, payload: bar } = props
  if (!bar || (bar.series === null && bar.incomplete)) return null
  if (bar.series !== null)
    return Object.values(bar.series).every((messages) => messages === 0) ? (
      <rect x={x} y={y + height - 2} width={width} height={2} fill="var(--ink-soft)" />
    ) : null
  return <rect x={x} y={y} width={width} height={height} fill="url(#hatch-missing)" />
}
