'use client'

import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useId, useRef, useState } from 'react'

import classes from './chart-box.module.css'

type Props = {
  title: string
  /** The name of the picture's file, without its ending. */
  file: string
  /** Between the title and the switch: a legend, other ways to split the same. */
  aside?: ReactNode
  height: number
  chart: ReactNode
  table: ReactNode
}

/** A chart, the same numbers as a table behind a switch, and the chart as a picture. Its place is held while the chart loads. */
export function ChartBox({ title, file, aside, height, chart, table }: Props) {
  const [view, setView] = useState('chart')
  const place = useRef<HTMLDivElement>(null)
  const id = useId()
  const save = async (): Promise<void> => {
    const { savePicture } = await import('./save-picture.ts')
    const svg = place.current?.querySelector('svg')
    if (svg) await savePicture(svg, { title, file })
  }
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {aside}
        {view === 'chart' && (
          <button type="button" className={classes.save} onClick={() => void save()}>
            Save picture<span className="visually-hidden"> of {title}</span>
          </button>
        )}
        <SegmentedControl
          className={classes.switch}
          size="xs"
          radius="sm"
          withItemsBorders={false}
          aria-label={`Show ${title} as`}
          value={view}
          onChange={setView}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      {view === 'chart' ? (
        <div ref={place} className={classes.chart} style={{ height }}>
          {chart}
        </div>
      ) : (
        // What scrolls is reached by keyboard, to scroll it.
        <div className={classes.table} role="group" aria-label={`${title}, as a table`} tabIndex={0}>
          {table}
        </div>
      )}
      <noscript>{table}</noscript>
    </section>
  )
}
