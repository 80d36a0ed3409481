'use client'

import dynamic from 'next/dynamic'

import { ChartBox } from '#components/charts/chart-box.tsx'
import type { FlowNode } from '#components/charts/flow-chart.tsx'
import { PALETTE, type PaletteKey } from '#components/charts/palette.ts'
import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import { flowGraph } from '#lib/format/flow-graph.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { OTHERS } from '#lib/format/top-series.ts'
import type { FlowRow } from '#lib/queries/rows.ts'

const FlowChart = dynamic(async () => (await import('#components/charts/flow-chart.tsx')).FlowChart, { ssr: false })

const RECEIVERS_SHOWN = 7
const HEIGHT = 300

type Props = { flows: FlowRow[]; names: Record<string, string>; filter: Filter }

/** From receiver by verdict to disposition. */
export function Flow({ flows, names, filter }: Props) {
  const graph = flowGraph(flows, RECEIVERS_SHOWN)
  const nameOf = (key: string): string => (key === OTHERS ? 'others' : (names[key] ?? key))
  const nodes = graph.nodes.map((node): FlowNode => {
    const { column, key } = node
    if (column === 0) return { ...node, label: nameOf(key), palette: 'none' }
    const palette = key as PaletteKey
    return { ...node, label: column === 1 ? key : `disposition ${PALETTE[palette].label}`, palette }
  })
  return (
    <ChartBox
      title="From receiver by verdict to disposition"
      file="signet-flow"
      height={HEIGHT}
      chart={
        <FlowChart nodes={nodes} links={graph.links} height={HEIGHT} label="Messages from receiver to disposition" />
      }
      table={<FlowTable flows={flows} nameOf={nameOf} filter={filter} />}
    />
  )
}

function FlowTable({ flows, nameOf, filter }: { flows: FlowRow[]; nameOf: (id: string) => string; filter: Filter }) {
  const columns: Column<FlowRow>[] = [
    { heading: 'Receiver', phone: 'title', cell: ({ receiver }) => nameOf(receiver) },
    { heading: 'Verdict', cell: ({ verdict }) => verdict },
    { heading: 'Disposition', cell: ({ disposition }) => PALETTE[disposition as PaletteKey].label },
    {
      heading: 'Messages',
      numeric: true,
      phone: 'aside',
      cell: ({ receiver, verdict, disposition, messages }) => (
        <NumberLink
          href={filterHref('/records', filter, {
            receiver,
            verdict,
            disposition: disposition as Filter['disposition'],
          })}
        >
          {formatCount(messages)}
        </NumberLink>
      ),
    },
  ]
  return (
    <DataTable
      caption="Messages by receiver, verdict and disposition"
      columns={columns}
      rows={flows}
      rowKey={({ receiver, verdict, disposition }) => `${receiver} ${verdict} ${disposition}`}
    />
  )
}
