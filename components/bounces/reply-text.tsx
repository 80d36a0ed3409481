import { Facts } from '#components/ui/facts.tsx'
import { QuotedText } from '#components/ui/quoted-text.tsx'
import type { BounceDetail } from '#lib/queries/rows.ts'

import { PHASE_WORDS } from './bounce-words.ts'

import classes from './bounces.module.css'

/** The reply as it stands, where in the dialogue it came, and what quotes it. All of it is somebody else's text. */
export function ReplyText({ bounce }: { bounce: BounceDetail }) {
  const { reply, quotedBy, phase, status, smtpCode, remoteHost, remoteIp, reportingHost, txnId } = bounce
  const host = [remoteHost, remoteIp && `(${remoteIp})`].filter(Boolean).join(' ')
  return (
    <>
      {reply === null ? (
        <p>Nobody replied, or no carrier gives the words.</p>
      ) : (
        <>
          <QuotedText label="The reply" text={reply} />
          <p className={classes.soft}>Names before the @ of addresses are left out.</p>
        </>
      )}
      {quotedBy && (
        <>
          <p>
            It stands in a reply of {quotedBy.host ?? 'another host'}, {PHASE_WORDS[quotedBy.phase]}: that host passed
            the message on, was refused, and answered with what it was told.
          </p>
          <QuotedText label="The reply that quotes it" text={quotedBy.text} />
        </>
      )}
      <Facts
        facts={[
          { name: 'Given by', value: host },
          { name: 'Where, as the carrier states it', value: PHASE_WORDS[phase] },
          { name: 'Code and status', value: [smtpCode, status].filter(Boolean).join(' ') },
          { name: 'Told by host', value: reportingHost },
          { name: 'Apple’s Txn ID', value: txnId && <code>{txnId}</code> },
        ]}
      />
    </>
  )
}
