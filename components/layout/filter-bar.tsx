import Form from 'next/form'

import type { Filter } from '#lib/filter.ts'
import { formatDayCount, formatDayRange } from '#lib/format/format-day.ts'
import { isAllTime } from '#lib/format/range-presets.ts'

import { AutoSelect } from './auto-select.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { RangeChoices } from './range-choices.tsx'
import { RangeMenu } from './range-menu.tsx'

import classes from './filter-bar.module.css'

type Props = {
  /** The page it stands on; choosing something shows the same page again. */
  path: string
  filter: Filter
  today: string
  domains: string[]
  /** A source page is about its source: no chip takes it away. */
  isSourcePage?: boolean
}

/** One bar for every page that shows numbers. Its state is the URL; without JavaScript it is a form that asks for one. */
export function FilterBar({ path, filter, today, domains, isSourcePage = false }: Props) {
  const shown = isSourcePage ? { ...filter, source: null } : filter
  const isOpen = isAllTime(filter, today)
  const days = isOpen ? 'All time' : formatDayRange(filter.from, filter.to)
  const length = isOpen ? '' : ` (${formatDayCount(filter.from, filter.to)})`
  return (
    <section className={classes.bar} aria-label="Filter">
      <FilterSheet summary={`${filter.domain ?? 'All domains'} · ${days}`}>
        <Form action={path} className={classes.form} key={JSON.stringify(filter)}>
          {shown.receiver && <input type="hidden" name="receiver" value={shown.receiver} />}
          {shown.source && <input type="hidden" name="source" value={shown.source} />}
          {shown.disposition && <input type="hidden" name="disposition" value={shown.disposition} />}
          <DomainSelect domains={domains} chosen={filter.domain} />
          <RangeMenu label={`${days}${length}`}>
            <RangeChoices path={path} filter={shown} today={today} />
          </RangeMenu>
          <AutoSelect name="verdict" label="Verdict" value={filter.verdict ?? ''}>
            <option value="">Pass and fail</option>
            <option value="pass">Only passing</option>
            <option value="fail">Only failing</option>
          </AutoSelect>
          <noscript>
            <button type="submit" className={classes.control}>
              Show
            </button>
          </noscript>
        </Form>
      </FilterSheet>
      <FilterChips path={path} filter={shown} />
    </section>
  )
}

function DomainSelect({ domains, chosen }: { domains: string[]; chosen: string | null }) {
  const names = chosen === null || domains.includes(chosen) ? domains : [chosen, ...domains]
  return (
    <AutoSelect name="domain" label="Domain" value={chosen ?? ''}>
      <option value="">All domains</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </AutoSelect>
  )
}
