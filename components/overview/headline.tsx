import { filterHref } from '#components/layout/filter-href.ts'
import { Figures } from '#components/ui/figures.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCountChange, formatPointChange } from '#lib/format/format-change.ts'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { Summary } from '#lib/queries/rows.ts'

type Props = {
  summary: Summary
  /** Of as many days before; null where the window has no such. */
  before: Summary | null
  filter: Filter
}

/**
 * The window in a few numbers, each leading to the rows behind it. The rate is that of one's own mail: what others send in one's name
 * stands beside it.
 */
export function Headline({ summary, before, filter }: Props) {
  const link = (path: string, text: string, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref(path, filter, changes)}>{text}</NumberLink>
  )
  const own = ({ messages, unrecognized }: Summary): number => messages - unrecognized
  const failing = ({ fail, unrecognized }: Summary): number => fail - unrecognized
  const change = (count: (of: Summary) => number): string | null =>
    before && before.messages > 0 ? formatCountChange(count(summary), count(before)) : null
  const isWhole = filter.verdict === null
  return (
    <Figures
      figures={[
        {
          label: 'Messages',
          value: link('/records', formatCount(summary.messages)),
          change: change(({ messages }) => messages),
          note: 'at receivers that report',
        },
        {
          label: 'Your mail passes',
          value: isWhole ? link('/sources', formatPercent(summary.ownPassRate), { mail: 'own' }) : '–',
          change: isWhole ? formatPointChange(summary.ownPassRate, before?.ownPassRate ?? null) : null,
          note: isWhole
            ? `of ${formatCounted(own(summary), 'message')}`
            : `only messages that ${filter.verdict} are shown`,
        },
        {
          label: 'Your mail fails',
          value: link('/sources', formatCount(failing(summary)), { mail: 'own', verdict: 'fail' }),
          tone: failing(summary) > 0 ? 'fail' : undefined,
          change: change(failing),
          note: 'from sources that passed once',
        },
        {
          label: 'Not recognized',
          value: link('/sources', formatCount(summary.unrecognized), { mail: 'unrecognized' }),
          change: change(({ unrecognized }) => unrecognized),
          note: 'from sources that never passed',
        },
        {
          label: 'Sources',
          value: link('/sources', formatCount(summary.sources)),
          change: change(({ sources }) => sources),
        },
        {
          label: 'Reports',
          value: link('/reports', formatCount(summary.reports)),
          change: change(({ reports }) => reports),
          note: link('/receivers', `from ${formatCounted(summary.receivers, 'receiver')}`),
        },
      ]}
    />
  )
}
