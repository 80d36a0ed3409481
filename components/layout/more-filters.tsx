import type { Filter } from '#lib/filter.ts'

import { NARROWING, type Narrowing, valueWords } from './field-words.ts'

import classes from './filter-menu.module.css'

const CHOICES: Partial<Record<Narrowing, string[]>> = {
  mail: ['own', 'unrecognized'],
  disposition: ['none', 'pass', 'quarantine', 'reject', 'unstated'],
  dkim: ['aligned', 'unaligned'],
  spf: ['aligned', 'unaligned'],
}

type Props = { filter: Filter; receivers: Record<string, string>; about: Narrowing | 'domain' | undefined }

/** Every other part of the filter: a list where the values are known, and text where reports bring them. */
export function MoreFilters({ filter, receivers, about }: Props) {
  const fields = (Object.keys(NARROWING) as Narrowing[]).filter((name) => name !== 'verdict' && name !== about)
  return (
    <div className={classes.fields}>
      {fields.map((name) => {
        const options = name === 'receiver' ? withChosen(Object.keys(receivers), filter.receiver) : CHOICES[name]
        return (
          <label key={name}>
            {NARROWING[name]}
            {options ? (
              <select name={name} defaultValue={filter[name] ?? ''}>
                <option value="">any</option>
                {options.map((value) => (
                  <option key={value} value={value}>
                    {valueWords(name, value, receivers)}
                  </option>
                ))}
              </select>
            ) : (
              <input
                name={name}
                defaultValue={filter[name] ?? ''}
                placeholder="any"
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </label>
        )
      })}
      <p className={classes.note}>A text must be the whole value; - stands for one that is not given.</p>
      <button type="submit">Show these</button>
    </div>
  )
}

function withChosen(ids: string[], chosen: string | null): string[] {
  return chosen === null || ids.includes(chosen) ? ids : [chosen, ...ids]
}
