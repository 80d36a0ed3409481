import Link from 'next/link'

import { Notice } from '#components/ui/notice.tsx'
import type { Filter } from '#lib/filter.ts'
import { allTime } from '#lib/format/range-presets.ts'

import { filterHref } from './filter-href.ts'

/** Shown when a page has no rows: either nothing came in yet, or the filter leaves nothing, and then how to widen it. */
export function NothingToShow(props: { path: string; filter: Filter; today: string; hasDomains: boolean }) {
  return props.hasDomains ? <FilterFindsNothing {...props} /> : <NoReportsYet />
}

function NoReportsYet() {
  return (
    <Notice title="No reports yet">
      <p>
        Mailbox providers send DMARC reports as mail attachments, about once a day, to the address in your DMARC record.{' '}
        <Link href="/upload">Upload last month’s</Link>: the .xml, .gz or .zip files, or the mails themselves, as many
        at once as you like.
      </p>
    </Notice>
  )
}

function FilterFindsNothing({ path, filter, today }: { path: string; filter: Filter; today: string }) {
  const narrowed = filter.domain ?? filter.receiver ?? filter.source ?? filter.verdict ?? filter.disposition
  const open = { domain: null, receiver: null, source: null, verdict: null, disposition: null }
  return (
    <Notice title="Nothing matches this filter">
      <p>There are reports, but none with messages that match. To widen it:</p>
      <ul>
        <li>
          <Link href={filterHref(path, filter, allTime(today))}>show all time</Link> with the rest as it is
        </li>
        {narrowed !== null && (
          <li>
            <Link href={filterHref(path, filter, open)}>show all domains, receivers, sources and verdicts</Link> of
            these days
          </li>
        )}
        <li>
          <Link href={path}>start again</Link> with the usual days and nothing else
        </li>
      </ul>
    </Notice>
  )
}
