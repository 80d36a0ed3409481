import { FIRST_DAY } from '#lib/filter.ts'
import { rangePresets } from '#lib/format/range-presets.ts'

import { type Window, filterHref } from './filter-href.ts'
import { RangeCalendar } from './range-calendar.tsx'

import classes from './filter-menu.module.css'

/** Ready-made windows as links, a calendar, and two days of one's own. All days are UTC days, both ends counted. */
export function RangeChoices({ path, filter, today }: { path: string; filter: Window; today: string }) {
  return (
    <>
      <ul className={classes.presets}>
        {rangePresets(today).map(({ label, from, to }) => (
          <li key={label}>
            <a
              href={filterHref(path, filter, { from, to })}
              aria-current={from === filter.from && to === filter.to ? 'true' : undefined}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
      <RangeCalendar path={path} filter={filter} today={today} />
      <div className={classes.own}>
        <label>
          From
          <input type="date" name="from" defaultValue={filter.from} min={FIRST_DAY} max="2100-12-31" required />
        </label>
        <label>
          To
          <input type="date" name="to" defaultValue={filter.to} min={FIRST_DAY} max="2100-12-31" required />
        </label>
        <button type="submit">Show these days</button>
        <p className={classes.note}>Whole UTC days, both included.</p>
      </div>
    </>
  )
}
