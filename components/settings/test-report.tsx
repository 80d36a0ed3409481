'use client'

import { Button } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { ledgerHref } from '#components/inbox/ledger-href.ts'
import { send } from '#components/ui/send.ts'
import type { SentTest } from '#lib/inbox/send-test-report.ts'

import { type Arrival, PATIENCE_SECONDS, watchArrival } from './watch-arrival.ts'

import classes from './settings.module.css'

type Props = { to: string; address: string; lastMailAt: string | null; ingestDomain: string }

/** Sends a test report to an ingest address, and says what becomes of it. */
export function TestReport({ to, address, lastMailAt, ingestDomain }: Props) {
  const router = useRouter()
  const [said, setSaid] = useState<string | null>(null)
  const [href, setHref] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    setHref(null)
    setSaid('It is being sent.')
    const { answer, problem } = await send('POST', to)
    const sent = answer as SentTest | null
    if (sent?.isSent) {
      setSaid(`${sent.sentence} Whether it arrives is looked for up to ${PATIENCE_SECONDS} s.`)
      const arrival = await watchArrival({ address, search: sent.search, lastMailAt })
      setSaid(wordsOf(arrival, sent, ingestDomain))
      setHref(arrival.kind === 'nothing' ? null : inboxOf(arrival, sent))
      router.refresh()
    } else setSaid(problem ?? sent!.sentence)
    setBusy(false)
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={isBusy}
        aria-label={`Send a test report to ${address}`}
        onClick={() => void run()}
      >
        Send a test report
      </Button>
      <div className={classes.said} role="status">
        {said}
        {href !== null && (
          <>
            {' '}
            <a href={href}>See it in the inbox</a>
          </>
        )}
      </div>
    </>
  )
}

/** What is not read yet has no name to search for. */
function inboxOf({ kind }: Arrival, { search }: SentTest): string {
  return ledgerHref('/inbox', {
    via: 'smtp',
    search: kind === 'waiting' ? null : search,
  })
}

function wordsOf(arrival: Arrival, { by }: SentTest, ingestDomain: string): string {
  switch (arrival.kind) {
    case 'read':
      return `It arrived after ${arrival.seconds} s and could be read.`
    case 'odd':
      return `It arrived, and not as it was sent: ${arrival.message}`
    case 'waiting':
      return 'Mail arrived at this address, and is not read yet: see that the worker runs.'
    case 'nothing':
      return `Nothing arrived within ${PATIENCE_SECONDS} s. ${WHERE_TO_LOOK[by](ingestDomain)}`
  }
}

const WHERE_TO_LOOK: Record<SentTest['by'], (ingestDomain: string) => string> = {
  'smtp-out': (ingestDomain) =>
    `See that the MX record of ${ingestDomain} leads to this machine, that port 25 there reaches the listener (SMTP_HOST, SMTP_PORT), and what the log of the mail server in SMTP_OUT_URL says. It tries again later.`,
  listener: () => 'The listener took it, so look at its log, and whether SMTP_PORT is the port of this Signet.',
}
