import { AutoSelect } from '#components/layout/auto-controls.tsx'
import { FilterForm } from '#components/layout/filter-form.tsx'
import { type Filter, filterQuery } from '#lib/filter.ts'
import type { GroupBy } from '#lib/queries/list-groups.ts'

import { groupWord } from './group-table.tsx'

/** Records one by one, or counted by one of their properties. The rest of the filter stays as it is. */
export function GroupSwitch({ filter, by, groups }: { filter: Filter; by: GroupBy | null; groups: GroupBy[] }) {
  const kept = [...new URLSearchParams(filterQuery(filter))]
  return (
    <FilterForm action="/records" key={by}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <AutoSelect name="group" label="Group by" value={by ?? ''}>
        <option value="">One by one</option>
        {groups.map((group) => (
          <option key={group} value={group}>
            By {groupWord(group)}
          </option>
        ))}
      </AutoSelect>
      <noscript>
        <button type="submit">Show</button>
      </noscript>
    </FilterForm>
  )
}
