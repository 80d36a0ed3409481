import { sourceHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { IcloudSource } from '#lib/queries/rows.ts'

import { ownBouncesHref } from './own-bounces.ts'

import classes from './icloud.module.css'

/** Sources of which Apple refused or put off messages, beside what other receivers report of them. */
export function SourcesRefused({ sources, filter }: { sources: IcloudSource[]; filter: Filter }) {
  if (sources.length === 0) return null
  const open = (ip: string | null, kind: 'refused' | 'deferred', count: number) => (
    <NumberLink href={ownBouncesHref(filter, { kind, source: ip ?? 'none' })}>{formatCount(count)}</NumberLink>
  )
  const columns: Column<IcloudSource>[] = [
    {
      heading: 'Source',
      phone: 'title',
      cell: ({ ip }) => (ip === null ? 'not named' : <NumberLink href={sourceHref(ip, filter)}>{ip}</NumberLink>),
    },
    { heading: 'Refused', numeric: true, phone: 'aside', cell: ({ ip, refused }) => open(ip, 'refused', refused) },
    { heading: 'Put off', numeric: true, cell: ({ ip, deferred }) => open(ip, 'deferred', deferred) },
    { heading: 'Accepted', numeric: true, cell: ({ accepted }) => (accepted > 0 ? formatCount(accepted) : 'not told') },
    { heading: 'Refused share', numeric: true, cell: ({ refusedRate }) => formatPercent(refusedRate) },
    {
      heading: 'Messages elsewhere',
      numeric: true,
      phone: 'hidden',
      cell: ({ elsewhere }) => (elsewhere ? formatCount(elsewhere.messages) : '–'),
    },
    {
      heading: 'Pass DMARC elsewhere',
      numeric: true,
      cell: ({ elsewhere }) => formatPercent(elsewhere?.passRate ?? null),
    },
  ]
  return (
    <Section title="Sources affected">
      <p className={classes.quiet}>
        Addresses from which your mail was handed to Apple. Elsewhere: what other receivers reported of the same address
        in these days. A bounce mail does not always name the source.
      </p>
      <DataTable
        caption="Sources of which Apple refused or put off messages"
        columns={columns}
        rows={sources}
        rowKey={({ ip }) => ip ?? 'none'}
      />
    </Section>
  )
}
