import { filterHref } from '#components/layout/filter-href.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { BounceFilter } from '#lib/bounce-filter.ts'
import { allTime } from '#lib/format/range-presets.ts'

/** Where there is no bounce at all: how to hand some in. */
export function NoBouncesYet() {
  return (
    <Notice title="No bounces yet">
      <p>What receivers answer to your mail stands in bounces and mail logs. Signet reads it when you hand it in:</p>
      <ul>
        <li>
          <strong>By mail.</strong> <a href="/settings/ingest">Settings, Ingest</a> has the bounce address of your
          organization. Let bounces go there, or forward them as attachments.
        </li>
        <li>
          <strong>As files.</strong> <a href="/upload">Upload</a> bounces (.eml) or mail logs of Postfix, Exim or Haraka
          (.gz too). A log tells of accepted mail as well, so that there is a rate and not only a count.
        </li>
        <li>
          <strong>By events.</strong> If a provider sends for you, let it report its events:{' '}
          <a href="/settings/ingest">Settings, Ingest</a> has the addresses.
        </li>
      </ul>
    </Notice>
  )
}

/** Where the filter leaves none. */
export function NoSuchBounces({ filter, today }: { filter: BounceFilter; today: string }) {
  return (
    <Notice title="Nothing matches this filter">
      <p>No bounce that was handed in matches. To widen it:</p>
      <ul>
        <li>
          <a href={filterHref('/bounces', { ...filter, ...allTime(today) })}>show all time</a> with the rest as it is
        </li>
        <li>
          <a href="/bounces">start again</a> with the usual days and nothing else
        </li>
      </ul>
    </Notice>
  )
}
