import { filterHref } from '#components/layout/filter-href.ts'
import { type Figure, Figures } from '#components/ui/figures.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { Summary } from '#lib/queries/rows.ts'

/** The window in five numbers, each leading to the rows behind it. */
export function Headline({ summary, filter }: { summary: Summary; filter: Filter }) {
  const link = (path: string, text: string, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref(path, filter, changes)}>{text}</NumberLink>
  )
  const passing: Figure =
    filter.verdict === null
      ? {
          label: 'Pass DMARC',
          value: link('/sources', formatPercent(summary.passRate), { verdict: 'pass' }),
          note: 'at receivers that report',
        }
      : { label: 'Pass DMARC', value: '–', note: `only messages that ${filter.verdict} are shown` }
  const figures: Figure[] = [
    { label: 'Messages', value: link('/reports', formatCount(summary.messages)) },
    passing,
    {
      label: 'Failing messages',
      value: link('/sources', formatCount(summary.fail), { verdict: 'fail' }),
      tone: summary.fail > 0 ? 'fail' : undefined,
    },
    { label: 'Sources', value: link('/sources', formatCount(summary.sources)) },
    { label: 'Reports', value: link('/reports', formatCount(summary.reports)) },
  ]
  return <Figures figures={figures} />
}
