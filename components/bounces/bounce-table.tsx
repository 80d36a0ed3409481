import { ReceiverName } from '#components/receivers/receiver-name.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'
import { CLASS_WORDS } from '#lib/deliveries/class-words.ts'
import type { BounceRow } from '#lib/queries/rows.ts'
import { ICLOUD } from '#lib/receivers/apple-receivers.ts'

import { bounceHref } from './bounce-href.ts'
import { BOUNCE_KIND_WORDS, PHASE_WORDS } from './bounce-words.ts'

import classes from './bounces.module.css'

const COLUMNS: Column<BounceRow>[] = [
  {
    heading: 'When',
    short: true,
    phone: 'title',
    cell: ({ id, at }) => (
      <NumberLink href={bounceHref(id)}>
        <Instant iso={at} />
      </NumberLink>
    ),
  },
  { heading: 'Receiver', cell: (bounce) => <Receiver bounce={bounce} /> },
  {
    heading: 'Outcome',
    short: true,
    phone: 'aside',
    cell: ({ kind }) => <Mark tone={BOUNCE_KIND_WORDS[kind].tone}>{BOUNCE_KIND_WORDS[kind].word}</Mark>,
  },
  { heading: 'What it says', cell: (bounce) => CLASS_WORDS[bounce.class].word },
  { heading: 'Tag', short: true, cell: ({ code }) => (code === null ? '–' : <code>[{code}]</code>) },
  { heading: 'Status', short: true, phone: 'hidden', cell: ({ status, smtpCode }) => status ?? smtpCode ?? '–' },
  { heading: 'Where', phone: 'hidden', cell: ({ phase }) => PHASE_WORDS[phase] },
  { heading: 'Recipient at', cell: ({ recipientDomain }) => recipientDomain ?? 'not named' },
  { heading: 'From', phone: 'hidden', cell: ({ headerFrom }) => headerFrom ?? '–' },
  { heading: 'Yours', short: true, cell: ({ verified }) => <OwnMark verified={verified} /> },
]

/** Bounces, each opening what is known of it. */
export function BounceTable({ bounces }: { bounces: BounceRow[] }) {
  return <DataTable caption="Bounces" columns={COLUMNS} rows={bounces} rowKey={({ id }) => id} />
}

/** Whether the message is shown to be the organization's own. */
export function OwnMark({ verified }: { verified: boolean }) {
  return <Mark tone={verified ? 'pass' : 'unknown'}>{verified ? 'verified' : 'unverified'}</Mark>
}

/** Whose recipient it was. An inferred answer of Apple's says so. */
function Receiver({ bounce }: { bounce: BounceRow }) {
  const { receiver, receiverName, isIcloud, certainty } = bounce
  if (!isIcloud) return receiver === null ? 'not known' : <ReceiverName id={receiver} name={receiverName ?? receiver} />
  return (
    <span className={classes.receiver}>
      <ReceiverName id={ICLOUD} name="iCloud" />
      {certainty === 'inferred' && <span className={classes.soft}>inferred</span>}
    </span>
  )
}
