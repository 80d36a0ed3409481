import { type Statement, noShare } from '#lib/apple/statements.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { IcloudBounces } from '#lib/queries/rows.ts'

import { StatementList } from './statement-list.tsx'

import classes from './icloud.module.css'

/** What other receivers report of the sources that Apple refused. It makes a cause more or less likely, and proves none. */
export function ToldByOthers({ bounces: { sources, complaints } }: { bounces: IcloudBounces }) {
  const known = sources.flatMap(({ elsewhere }) => elsewhere ?? [])
  const messages = known.reduce((sum, one) => sum + one.messages, 0)
  const pass = known.reduce((sum, one) => sum + one.pass, 0)
  const complained = complaints.reduce((sum, one) => sum + one.complaints, 0)
  return (
    <>
      <p className={classes.count}>
        {messages > 0
          ? `${formatPercent(shareOf(pass, messages))} pass DMARC elsewhere`
          : 'Nothing about these sources'}
      </p>
      <StatementList statements={[...aboutSources(known.length, messages), ...aboutComplaints(complained), noShare]} />
    </>
  )
}

function aboutSources(sources: number, messages: number): Statement[] {
  if (messages === 0) return []
  return [
    {
      certainty: 'observed',
      text: `Other receivers reported ${formatCounted(messages, 'message')} from ${formatCounted(sources, 'source')} that Apple refused or put off.`,
      basis: 'Aggregate reports of receivers other than Apple about the same days.',
    },
    {
      certainty: 'inferred',
      text: 'Where these pass, a failure of SPF or DKIM at the source itself is a weaker explanation of what Apple did. On the way through a forwarder it may still fail.',
      basis: 'A source that signs mail for one receiver usually signs it for all.',
    },
  ]
}

function aboutComplaints(complaints: number): Statement[] {
  if (complaints === 0) return []
  return [
    {
      certainty: 'observed',
      text: `${formatCounted(complaints, 'complaint')} about your mail by recipients elsewhere.`,
      basis: 'Feedback reports (ARF) and events that were handed in.',
    },
  ]
}
