import { filterHref, sourceHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Section } from '#components/ui/section.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'
import { seenInstead } from '#lib/apple/statements.ts'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { SourceRow } from '#lib/queries/rows.ts'

import { StatementList } from './statement-list.tsx'

import classes from './icloud.module.css'

/** Mail of the organization's domains that others received from Apple's networks. Not about mail to iCloud. */
export function AppleAsSource({ sources, filter }: { sources: SourceRow[]; filter: Filter }) {
  const columns: Column<SourceRow>[] = [
    {
      heading: 'Source',
      phone: 'title',
      cell: ({ ip }) => <NumberLink href={sourceHref(ip, filter)}>{ip}</NumberLink>,
    },
    {
      heading: 'Network',
      cell: ({ appleNetwork }) => (
        <Mark tone={appleNetwork?.isIcloudMail ? 'icloud' : 'unknown'}>
          {appleNetwork?.isIcloudMail ? 'iCloud mail' : 'Apple, other'}
        </Mark>
      ),
    },
    {
      heading: 'Evidence',
      cell: ({ appleNetwork }) => (
        <span className={classes.evidence}>{appleNetwork && `${appleNetwork.network}: ${appleNetwork.evidence}`}</span>
      ),
    },
    {
      heading: 'Messages',
      numeric: true,
      phone: 'aside',
      cell: ({ ip, messages }) => (
        <NumberLink href={filterHref('/records', filter, { source: ip ?? 'none' })}>{formatCount(messages)}</NumberLink>
      ),
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      cell: ({ passRate }) => formatPercent(passRate),
    },
  ]
  return (
    <Section title="Apple as a source">
      <p className={classes.quiet}>
        {sources.length > 0
          ? 'Messages with your domains in From that other receivers got from a network of Apple’s.'
          : 'No messages of your domains came through a network of Apple’s in these days.'}
      </p>
      {sources.length > 0 && (
        <DataTable
          caption="Sources within Apple’s networks"
          columns={columns}
          rows={sources}
          rowKey={({ ip }) => ip ?? 'none'}
        />
      )}
      <StatementList statements={seenInstead} />
    </Section>
  )
}
