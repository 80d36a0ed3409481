'use client'

import { type ReactNode, useState } from 'react'

import { QuotedText } from '#components/ui/quoted-text.tsx'

import form from '#components/layout/search-form.module.css'
import classes from './codes.module.css'

/** One reply of the list: what it is looked for by, and what is shown of it. */
type Item = { id: string; title: string; example: string; words: string; explained: ReactNode }

/** Every reply, narrowed down while something is typed. */
export function ReplyList({ items }: { items: Item[] }) {
  const [search, setSearch] = useState('')
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = items.filter(({ words }) => wanted.every((word) => words.includes(word)))
  return (
    <>
      <search className={`${form.search} ${classes.search}`}>
        <label htmlFor="search-replies">Search the replies</label>
        <input
          id="search-replies"
          type="search"
          value={search}
          placeholder="CS01, Spamhaus, quota …"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span role="status" className={classes.soft}>
          {found.length} of {items.length}
        </span>
      </search>
      {found.map(({ id, title, example, explained }) => (
        <article key={id} id={id} className={classes.item}>
          <h3>
            <a href={`#${id}`}>{title}</a>
          </h3>
          <QuotedText label="The reply" text={example} />
          {explained}
        </article>
      ))}
      {found.length === 0 && (
        <p>No reply in the list has these words. Try fewer of them, or paste the whole line into the box above.</p>
      )}
    </>
  )
}
