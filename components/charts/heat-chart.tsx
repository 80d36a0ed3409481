'use client'

import { useElementSize } from '@mantine/hooks'
import { type MouseEvent, useState } from 'react'

import { HEAT_LEVELS, type HeatLevel } from '#lib/format/heat-level.ts'

import { HEAT } from './heat-palette.ts'

import classes from './charts.module.css'

export type HeatRow = {
  label: string
  /** By column; null where there is nothing. */
  cells: ({ level: HeatLevel; title: string } | null)[]
}

type Props = { rows: HeatRow[]; columns: string[]; label: string; onOpen: (row: number, column: number) => void }

const ROW = 20
const HEAD = 18
const LABEL = 170

/** Rows by columns. All cells of one level are one path, so that a year of many sources stays a small drawing. */
export function HeatChart({ rows, columns, label, onOpen }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [at, setAt] = useState<{ row: number; column: number } | null>(null)
  const left = width < 560 ? 110 : LABEL
  const step = Math.max((width - left) / columns.length, 1)
  const gap = step > 6 ? 1 : 0
  const cell = (row: number, column: number): string =>
    `M${left + column * step},${HEAD + row * ROW}h${step - gap}v${ROW - 2}h${gap - step}z`
  const pathOf = (level: HeatLevel): string =>
    rows
      .flatMap(({ cells }, row) => cells.map((one, column) => (one?.level === level ? cell(row, column) : '')))
      .join('')
  const find = (event: MouseEvent<SVGSVGElement>): { row: number; column: number } | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const column = Math.floor((event.clientX - box.left - left) / step)
    const row = Math.floor((event.clientY - box.top - HEAD) / ROW)
    return rows[row]?.cells[column] ? { row, column } : null
  }
  const shown = at && rows[at.row]?.cells[at.column]
  const every = Math.max(1, Math.ceil(70 / step))
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg
          width={width}
          height={HEAD + rows.length * ROW}
          role="img"
          aria-label={label}
          style={{ cursor: shown ? 'pointer' : undefined }}
          onMouseMove={(event) => setAt(find(event))}
          onMouseLeave={() => setAt(null)}
          onClick={() => at && onOpen(at.row, at.column)}
        >
          {columns.map(
            (column, index) =>
              index % every === 0 && (
                <text key={column} x={left + index * step} y={12} fontSize={11} fill="var(--ink-soft)">
                  {column}
                </text>
              ),
          )}
          {rows.map(({ label: name }, index) => (
            <text key={name} x={0} y={HEAD + index * ROW + 13} fontSize={12} fill="var(--ink)">
              {name}
            </text>
          ))}
          {HEAT_LEVELS.map((level) => (
            <path key={level} d={pathOf(level)} fill={HEAT[level].color} fillOpacity={HEAT[level].opacity} />
          ))}
        </svg>
      )}
      {shown && (
        <div
          className={classes.floating}
          style={{ left: Math.min(left + at.column * step + 12, width - 200), top: HEAD + (at.row + 1) * ROW + 4 }}
        >
          {shown.title}
        </div>
      )}
    </div>
  )
}
