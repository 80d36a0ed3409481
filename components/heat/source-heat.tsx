'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'

import { ChartBox } from '#components/charts/chart-box.tsx'
import type { HeatRow } from '#components/charts/heat-chart.tsx'
import { HeatLegend } from '#components/charts/heat-legend.tsx'
import { filterHref } from '#components/layout/filter-href.ts'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { heatLevel } from '#lib/format/heat-level.ts'
import type { SourceTime, TimeSlot } from '#lib/format/source-times.ts'

import { HeatTable } from './heat-table.tsx'

/** Loaded after the numbers are there. */
const HeatChart = dynamic(async () => (await import('#components/charts/heat-chart.tsx')).HeatChart, { ssr: false })

type Props = { slots: TimeSlot[]; times: SourceTime[]; filter: Filter }

/** The sources of the page by day: when each sent, and when its mail failed. */
export function SourceHeat({ slots, times, filter }: Props) {
  const router = useRouter()
  const most = Math.max(...times.flatMap(({ cells }) => cells.map((cell) => cell?.messages ?? 0)), 1)
  const rows = times.map(({ ip, cells }): HeatRow => ({
    label: ip ?? 'not readable',
    cells: cells.map((cell, index) => {
      const level = cell && heatLevel(cell, most)
      return level ? { level, title: titleOf(ip, slots[index]!, cell) } : null
    }),
  }))
  const hrefOf = (row: number, column: number): string => {
    const { from, to } = slots[column]!
    return filterHref('/records', filter, { source: times[row]!.ip ?? 'none', from, to })
  }
  return (
    <ChartBox
      title="Sources by day"
      file="signet-sources-by-day"
      height={rows.length * 20 + 22}
      aside={<HeatLegend />}
      chart={
        <HeatChart
          rows={rows}
          columns={slots.map(({ label }) => label)}
          label="Messages of each source by day"
          onOpen={(row, column) => router.push(hrefOf(row, column))}
        />
      }
      table={<HeatTable slots={slots} times={times} hrefOf={hrefOf} />}
    />
  )
}

function titleOf(ip: string | null, slot: TimeSlot, { messages, fail }: { messages: number; fail: number }): string {
  const failing = fail > 0 ? `${formatCounted(fail, 'fails', 'fail')}` : 'all pass'
  return `${ip ?? 'not readable'}, ${slot.title}: ${formatCounted(messages, 'message')}, ${failing}`
}
