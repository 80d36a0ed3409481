import type { Filter } from '#lib/filter.ts'
import { formatDayCount, formatDayRange } from '#lib/format/format-day.ts'
import { isAllTime } from '#lib/format/range-presets.ts'

import { AutoCheck, AutoSelect } from './auto-controls.tsx'
import type { Narrowing } from './field-words.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterForm } from './filter-form.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { MoreFilters } from './more-filters.tsx'
import { RangeChoices } from './range-choices.tsx'

import classes from './filter-bar.module.css'

/** What domain and receiver can be set to: names, and names by id. */
export type Choices = { domains: string[]; receivers: Record<string, string> }

type Props = {
  /** The page it stands on; choosing something shows the same page again. */
  path: string
  filter: Filter
  today: string
  choices: Choices
  /** What the page itself is about: it stands in the path, and nothing here changes it. */
  about?: Narrowing | 'domain'
}

/** One bar for every page that shows numbers. Its state is the URL; without JavaScript it is a form that asks for one. */
export function FilterBar({ path, filter, today, choices, about }: Props) {
  const shown = about ? { ...filter, [about]: null } : filter
  const isOpen = isAllTime(filter, today)
  const days = isOpen ? 'All time' : formatDayRange(filter.from, filter.to)
  const length = isOpen ? '' : ` (${formatDayCount(filter.from, filter.to)})`
  return (
    <section className={classes.bar} aria-label="Filter">
      <FilterSheet summary={`${filter.domain ?? 'All domains'} · ${days}`}>
        <FilterForm action={path} key={JSON.stringify(filter)}>
          {about !== 'domain' && <DomainSelect domains={choices.domains} chosen={filter.domain} />}
          <FilterMenu label={`${days}${length}`} hint="Days: ">
            <RangeChoices path={path} filter={shown} today={today} />
          </FilterMenu>
          <AutoCheck name="compare" value="before" isOn={filter.compare !== null} label="vs before" />
          <AutoSelect name="verdict" label="Verdict" value={filter.verdict ?? ''}>
            <option value="">Pass and fail</option>
            <option value="pass">Only passing</option>
            <option value="fail">Only failing</option>
          </AutoSelect>
          <FilterMenu label="More filters">
            <MoreFilters filter={shown} receivers={choices.receivers} about={about} />
          </FilterMenu>
          <noscript>
            <button type="submit" className={classes.control}>
              Show
            </button>
          </noscript>
        </FilterForm>
      </FilterSheet>
      <FilterChips path={path} filter={shown} names={choices.receivers} />
    </section>
  )
}

/** The domains to choose from, and the one that is chosen. */
export function DomainSelect({ domains, chosen }: { domains: string[]; chosen: string | null }) {
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
