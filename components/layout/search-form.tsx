import { type Filter, filterQuery } from '#lib/filter.ts'

import { FilterForm } from './filter-form.tsx'

import classes from './search-form.module.css'

type Props = {
  path: string
  /** What else stands in the address and stays there. */
  filter: Filter | null
  extra?: Record<string, string | null>
  label: string
  search: string | null
}

/** Looks for a text among the rows of the page; what was looked for is in the address. */
export function SearchForm({ path, filter, extra = {}, label, search }: Props) {
  const kept = [...(filter ? new URLSearchParams(filterQuery(filter)) : []), ...Object.entries(extra)]
  return (
    <search className={classes.search}>
      <FilterForm action={path} key={search}>
        {kept.map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        <input type="search" name="search" aria-label={label} placeholder={label} defaultValue={search ?? ''} />
        <button type="submit">Search</button>
      </FilterForm>
    </search>
  )
}
