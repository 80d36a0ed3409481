'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'

import { ChartBox } from '#components/charts/chart-box.tsx'
import { Legend } from '#components/charts/legend.tsx'
import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'
import { isApples } from '#lib/receivers/apple-receivers.ts'

import { sumShared } from './sum-shared.ts'

const ShareChart = dynamic(async () => (await import('#components/charts/share-chart.tsx')).ShareChart, { ssr: false })

const SHOWN = 10
const ROW = 30

/** The receivers with the most messages, and how many of those pass. iCloud has no share: it does not report. */
export function ReceiverShares({ receivers, filter }: { receivers: ReceiverRow[]; filter: Filter }) {
  const router = useRouter()
  const total = sumShared(receivers)
  const shown = receivers.filter(({ id, messages }) => messages > 0 && !isApples(id)).slice(0, SHOWN)
  const height = shown.length * ROW + 8
  const columns: Column<ReceiverRow>[] = [
    { heading: 'Receiver', phone: 'title', cell: ({ name }) => name },
    { heading: 'Messages', numeric: true, phone: 'aside', cell: ({ messages }) => formatCount(messages) },
    { heading: 'Share', numeric: true, cell: ({ messages }) => formatPercent(shareOf(messages, total)) },
    { heading: 'Passes', numeric: true, cell: ({ passRate }) => formatPercent(passRate) },
  ]
  return (
    <ChartBox
      title="Share by receiver"
      file="signet-share-by-receiver"
      height={height}
      aside={
        <Legend
          series={[
            { key: 'pass', palette: 'pass', label: 'pass' },
            { key: 'fail', palette: 'fail', label: 'fail' },
          ]}
        />
      }
      chart={
        <ShareChart
          rows={shown}
          height={height}
          label="Messages by receiver"
          onOpen={(index) => {
            const receiver = shown[index]
            if (receiver) router.push(filterHref('/records', filter, { receiver: receiver.id }))
          }}
        />
      }
      table={<DataTable caption="Messages by receiver" columns={columns} rows={shown} rowKey={({ id }) => id} />}
    />
  )
}
