import { NARROWING, type Narrowing, valueWords } from '#components/layout/field-words.ts'
import { domainHref, filterHref, receiverHref, sourceHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Failing } from '#components/ui/quiet.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { GroupBy } from '#lib/queries/list-groups.ts'
import type { GroupRow } from '#lib/queries/rows.ts'

type Props = {
  by: GroupBy
  groups: GroupRow[]
  filter: Filter
  /** Names of receivers by id. */
  names: Record<string, string>
  /** Beside other lists, with the numbers that matter most. */
  isShort?: boolean
}

/** One line for each value of a property; it and its numbers open the records behind it. */
export function GroupTable({ by, groups, filter, names, isShort = false }: Props) {
  const open = ({ key }: GroupRow, text: string, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref('/records', filter, { ...narrowTo(by, key), ...changes })}>{text}</NumberLink>
  )
  const isWhole = filter.verdict === null
  const columns: Column<GroupRow>[] = [
    {
      heading: groupWord(by),
      phone: 'title',
      cell: (group) => (
        <NumberLink href={groupHref(by, group.key, filter)}>{groupValue(by, group.key, names)}</NumberLink>
      ),
    },
    { heading: 'Messages', numeric: true, cell: (group) => open(group, formatCount(group.messages)) },
    {
      heading: 'Failing',
      numeric: true,
      phone: 'aside',
      cell: (group) => (
        <Failing count={group.fail}>{open(group, formatCount(group.fail), { verdict: 'fail' })}</Failing>
      ),
    },
    { heading: 'Passes', numeric: true, hidden: !isWhole, cell: ({ passRate }) => formatPercent(passRate) },
    {
      heading: 'SPF aligned',
      phoneLabel: 'SPF',
      hidden: isShort,
      numeric: true,
      cell: ({ spfAligned, messages }) => formatPercent(shareOf(spfAligned, messages)),
    },
    {
      heading: 'DKIM aligned',
      phoneLabel: 'DKIM',
      hidden: isShort,
      numeric: true,
      cell: ({ dkimAligned, messages }) => formatPercent(shareOf(dkimAligned, messages)),
    },
  ]
  return (
    <DataTable caption={`Messages by ${groupWord(by)}`} columns={columns} rows={groups} rowKey={({ key }) => key} />
  )
}

/** What has a page of its own is shown there; of everything else the records. */
function groupHref(by: GroupBy, key: string, filter: Filter): string {
  if (by === 'source') return sourceHref(key, filter)
  if (by === 'receiver') return receiverHref(key, filter)
  return by === 'domain' ? domainHref(key, filter) : filterHref('/records', filter, narrowTo(by, key))
}

/** The word for what messages are grouped by. */
export function groupWord(by: GroupBy): string {
  if (by === 'day') return 'Day'
  return by === 'domain' ? 'Domain' : NARROWING[by]
}

function groupValue(by: GroupBy, key: string, names: Record<string, string>): string {
  if (by === 'day') return formatDay(key)
  return by === 'domain' ? key : valueWords(by as Narrowing, key, names)
}

function narrowTo(by: GroupBy, key: string): Partial<Filter> {
  return by === 'day' ? { from: key, to: key } : { [by]: key }
}
