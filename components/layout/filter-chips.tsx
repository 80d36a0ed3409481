import Link from 'next/link'
import type { ReactNode } from 'react'

import { ReceiverName } from '#components/receivers/receiver-name.tsx'
import type { Filter } from '#lib/filter.ts'
import { receiverName } from '#lib/receivers/receiver-name.ts'

import { filterHref } from './filter-href.ts'

import classes from './filter-bar.module.css'

const WORDS = { receiver: 'Receiver', source: 'Source', verdict: 'Verdict', disposition: 'Disposition' } as const
type Narrowing = keyof typeof WORDS

/** What narrows the page further, each with a way to take it away again. */
export function FilterChips({ path, filter }: { path: string; filter: Filter }) {
  const set = (Object.keys(WORDS) as Narrowing[]).filter((name) => filter[name] !== null)
  if (set.length === 0) return null
  return (
    <ul className={classes.chips} aria-label="Narrowed to">
      {set.map((name) => (
        <li key={name}>
          <Link className={classes.chip} href={filterHref(path, filter, { [name]: null })}>
            {WORDS[name]}: {valueOf(name, filter)}
            <span aria-hidden> ×</span>
            <span className="visually-hidden"> (remove)</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function valueOf(name: Narrowing, filter: Filter): ReactNode {
  if (name === 'source' && filter.source === 'none') return 'not readable'
  if (name === 'receiver' && filter.receiver)
    return <ReceiverName id={filter.receiver} name={receiverName(filter.receiver) ?? filter.receiver} />
  return filter[name] ?? ''
}
