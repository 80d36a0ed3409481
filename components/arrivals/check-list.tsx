import { Skeleton } from '@mantine/core'

import { CopyLine } from '#components/ui/copy-line.tsx'
import { Mark, type Tone } from '#components/ui/verdict-mark.tsx'
import type { Check, DnsRecord } from '#lib/checks/check.ts'

import classes from './arrivals.module.css'

const STATES: Record<Check['state'], { word: string; tone: Tone }> = {
  good: { word: 'in order', tone: 'pass' },
  bad: { word: 'not in order', tone: 'fail' },
  warning: { word: 'with care', tone: 'quarantine' },
  unknown: { word: 'not known', tone: 'unknown' },
}

const TITLES: Record<Check['id'], string> = {
  listener: 'Signet takes mail',
  'dmarc-record': 'The DMARC record',
  rua: 'The address in it',
  'report-permission': 'The permission to send reports there',
  'ingest-host': 'The way of mail to Signet',
  quarantine: 'Quarantine',
}

/** What was looked at, in the order in which mail goes wrong, with the records to publish. */
export function CheckList({ checks }: { checks: Check[] }) {
  return (
    <ul className={classes.checks}>
      {checks.map((check) => (
        <li key={check.id} data-check={check.id} data-state={check.state}>
          <CheckLine check={check} />
        </li>
      ))}
    </ul>
  )
}

function CheckLine({ check: { id, state, sentence, detail, record } }: { check: Check }) {
  const { word, tone } = STATES[state]
  return (
    <>
      <div className={classes.head}>
        <h3>{TITLES[id]}</h3>
        <Mark tone={tone}>{word}</Mark>
      </div>
      <p>{sentence}</p>
      {detail && <p className={classes.detail}>{detail}</p>}
      {record && <RecordToCopy record={record} />}
    </>
  )
}

function RecordToCopy({ record: { name, type, value } }: { record: DnsRecord }) {
  return (
    <dl className={classes.record}>
      <div>
        <dt>{type} record at</dt>
        <dd>
          <CopyLine label={`Name of the ${type} record`} text={name} />
        </dd>
      </div>
      <div>
        <dt>Value</dt>
        <dd>
          <CopyLine label={`Value of the ${type} record`} text={value} />
        </dd>
      </div>
    </dl>
  )
}

const LINES = 6

/** The list while DNS is asked. */
export function CheckSkeleton() {
  return (
    <div role="status" aria-label="DNS is being asked" className={classes.checks} data-skeleton>
      {Array.from({ length: LINES }, (_, index) => (
        <Skeleton key={index} height={62} />
      ))}
    </div>
  )
}
