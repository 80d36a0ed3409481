import { receiverHref, sourceHref } from '#components/layout/filter-href.ts'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { formatDay, formatDayRange } from '#lib/format/format-day.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { Attention } from '#lib/queries/rows.ts'

import classes from './overview.module.css'

/** What changed lately, each a sentence with its evidence and the way to it. */
export function AttentionList({ attention, filter }: { attention: Attention[]; filter: Filter }) {
  return (
    <Section title="Needs attention">
      {attention.length === 0 ? (
        <Quiet>Nothing changed in the last complete week that stands out.</Quiet>
      ) : (
        <ul className={classes.attention}>
          {attention.map((one) => (
            <li key={JSON.stringify(one)} data-kind={one.kind}>
              <Sentence attention={one} filter={filter} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Sentence({ attention: one, filter }: { attention: Attention; filter: Filter }) {
  switch (one.kind) {
    case 'all-silent':
      return (
        <>
          <NumberLink href="/inbox">No report from anybody</NumberLink> since {formatDay(one.lastDay)},{' '}
          {formatCounted(one.silentDays, 'day')} ago. See that reports still reach Signet.
        </>
      )
    case 'receiver-silent':
      return (
        <>
          <NumberLink href={receiverHref(one.receiver.id, filter)}>{one.receiver.name} has not reported</NumberLink>{' '}
          since {formatDay(one.receiver.lastDay)}; until then it did on {one.receiver.days} of 28 days.
        </>
      )
    case 'source-fell':
      return (
        <>
          <NumberLink href={sourceHref(one.source, { ...filter, domain: one.domain, from: one.from, to: one.to })}>
            Mail from {one.source} for {one.domain} passes less
          </NumberLink>
          : {formatPercent(one.passRate)} on {formatDayRange(one.from, one.to)}, {formatPercent(one.passRateBefore)} in
          the four weeks before; {formatCounted(one.fail, 'message fails', 'messages fail')}.
        </>
      )
    case 'new-source':
      return (
        <>
          <NumberLink href={sourceHref(one.source, { ...filter, from: one.from, to: one.to })}>
            New source {one.source}
          </NumberLink>{' '}
          since {formatDay(one.firstSeen)}: {formatCounted(one.messages, 'message')}, {passing(one)}.
        </>
      )
  }
}

function passing({ messages, pass }: { messages: number; pass: number }): string {
  if (pass === 0) return 'none passes: not recognized'
  return pass === messages ? 'all pass' : `${formatPercent(pass / messages)} pass`
}
