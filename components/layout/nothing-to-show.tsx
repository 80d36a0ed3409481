import { Notice } from '#components/ui/notice.tsx'
import { type Filter, unfiltered } from '#lib/filter.ts'
import { allTime } from '#lib/format/range-presets.ts'

import { narrowedTo } from './field-words.ts'
import { arrivalsHref, filterHref } from './filter-href.ts'

type Props = {
  path: string
  filter: Filter
  today: string
  /** All that the organization has. */
  domains: string[]
  isDemo: boolean
}

/** Shown when a page has no rows: either nothing came in yet, or the filter leaves nothing, and then how to widen it. */
export function NothingToShow(props: Props) {
  return props.domains.length > 0 ? <FilterFindsNothing {...props} /> : <NoReportsYet />
}

/** An installation without any report: where reports come from, how to try it now, and what it looks like when it is full. */
function NoReportsYet() {
  return (
    <Notice title="No reports yet">
      <p>
        Mailbox providers send DMARC reports as mail attachments, about once a day, to the address in your DMARC record.
      </p>
      <ol>
        <li>
          <strong>Try it with a file.</strong> <a href="/upload">Upload last month’s reports</a>: the .xml, .gz or .zip
          files, or the mails themselves, as many at once as you like.
        </li>
        <li>
          <strong>Ask for reports.</strong> Signet takes them by mail: <a href="/settings/ingest">Settings, Ingest</a>{' '}
          has the address of your organization and the record to publish in DNS for each domain that you send from. The
          record asks nobody to refuse anything. The first reports come a day or two later.
        </li>
        <li>
          <strong>See it full.</strong> <code>npm run demo</code> starts a second Signet with a year of generated
          reports: three domains, a forwarder, a broken key, spoofing that comes in waves. It touches nothing of this
          one.
        </li>
      </ol>
    </Notice>
  )
}

function FilterFindsNothing({ path, filter, today, domains, isDemo }: Props) {
  const asked = domains.find((domain) => domain === filter.domain)
  const isNarrowed = filter.domain !== null || narrowedTo(filter).length > 0
  return (
    <Notice title="Nothing matches this filter">
      <p>No report here has messages that match. To widen it:</p>
      <ul>
        <li>
          <a href={filterHref(path, filter, allTime(today))}>show all time</a> with the rest as it is
        </li>
        {isNarrowed && (
          <li>
            <a href={filterHref(path, unfiltered(filter))}>show everything</a> of these days
          </li>
        )}
        <li>
          <a href={path}>start again</a> with the usual days and nothing else
        </li>
      </ul>
      {!isDemo && (
        <p>
          If there should be some:{' '}
          {asked ? (
            <a href={arrivalsHref(asked)}>do reports for {asked} arrive?</a>
          ) : (
            <>
              <a href="/domains">Domains</a> leads to whether reports arrive for each.
            </>
          )}
        </p>
      )}
    </Notice>
  )
}
