import type { Filter } from '#lib/filter.ts'

import { NARROWING, narrowedTo, valueWords } from './field-words.ts'
import { filterHref } from './filter-href.ts'

import classes from './filter-bar.module.css'

type Props = { path: string; filter: Filter; names: Record<string, string> }

/** What narrows the page further, each with a way to take it away again. */
export function FilterChips({ path, filter, names }: Props) {
  const set = narrowedTo(filter)
  if (set.length === 0) return null
  return (
    <ul className={classes.chips} aria-label="Narrowed to">
      {set.map((name) => (
        <li key={name}>
          <a className={classes.chip} href={filterHref(path, filter, { [name]: null })}>
            {NARROWING[name]}: {valueWords(name, filter[name]!, names)}
            <span aria-hidden> ×</span>
            <span className="visually-hidden"> (remove)</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
