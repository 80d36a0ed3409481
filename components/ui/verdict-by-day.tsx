'use client'

import { SegmentedControl } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'

import { VerdictChart } from '#components/charts/verdict-chart.tsx'
import type { BarUnit } from '#lib/format/verdict-bars.ts'

import type { OpenBar } from './open-bars.ts'
import { VerdictLegend } from './verdict-legend.tsx'
import { VerdictTable } from './verdict-table.tsx'

import classes from './verdict-by-day.module.css'

type Props = { bars: OpenBar[]; unit: BarUnit; height?: number }

/** The chart, and the same numbers as a table behind a switch. */
export function VerdictByDay({ bars, unit, height = 270 }: Props) {
  const [view, setView] = useState('chart')
  const router = useRouter()
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>Verdict by {unit}</h2>
        <VerdictLegend bars={bars} />
        <SegmentedControl
          className={classes.switch}
          size="xs"
          radius="sm"
          withItemsBorders={false}
          aria-label="Show as"
          value={view}
          onChange={setView}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      {view === 'chart' ? (
        <div className={classes.chart} style={{ height }}>
          <VerdictChart bars={bars} height={height} onOpen={(bar) => router.push((bar as OpenBar).href)} />
        </div>
      ) : (
        <VerdictTable bars={bars} unit={unit} />
      )}
      <noscript>
        <VerdictTable bars={bars} unit={unit} />
      </noscript>
    </section>
  )
}
