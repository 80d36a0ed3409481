import { filterHref } from '#components/layout/filter-href.ts'
import { AppleMark } from '#components/sources/apple-mark.tsx'
import { CloudMark } from '#components/ui/cloud-mark.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { VerdictMark } from '#components/ui/verdict-mark.tsx'
import { appleDomain } from '#lib/apple/apple-domain.ts'
import type { PublishedPolicy } from '#lib/dmarc/report.ts'
import { type Filter, MISSING, NULL_SENDER } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import type { FoundRecord, RecordRow } from '#lib/queries/rows.ts'

import { RecordAuth } from './record-auth.tsx'
import { RecordOdd } from './record-odd.tsx'
import { RecordWords } from './record-words.tsx'

import classes from './records.module.css'

const HEADINGS = ['Source', 'Verdict', 'What the receiver did', 'Identifiers', 'DKIM and SPF results']

type Props = {
  caption: string
  /** All with the policy of their report; from several reports also with where they stand. */
  records: (RecordRow | FoundRecord)[]
  /** Of the one report that they are from; otherwise each has its own. */
  policy?: PublishedPolicy
  /** What the values of a record narrow further. */
  filter: Filter
}

/** Records with all that the reporter wrote in them, each value leading to the records that share it. */
export function RecordList({ caption, records, policy, filter }: Props) {
  const isFound = records.some((record) => 'reportId' in record)
  return (
    <div className={classes.scroller}>
      <table className={classes.records}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes.count}>
              Messages
            </th>
            {[...HEADINGS, ...(isFound ? ['Report'] : [])].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <RecordLine key={keyOf(record)} record={record} policy={policy} filter={filter} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function keyOf(record: RecordRow | FoundRecord): string {
  return 'reportId' in record ? `${record.reportId} ${record.ordinal} ${record.day}` : String(record.ordinal)
}

type LineProps = { record: RecordRow | FoundRecord; policy: PublishedPolicy | undefined; filter: Filter }

function RecordLine({ record, policy, filter }: LineProps) {
  const quoted = 'reportId' in record ? record.policy : policy
  return (
    <tr>
      <td className={classes.count}>{formatCount(record.messages)}</td>
      <th scope="row">
        {record.source ? (
          <>
            <NumberLink href={filterHref(`/sources/${encodeURIComponent(record.source)}`, filter, { source: null })}>
              {record.source}
            </NumberLink>{' '}
            {record.appleNetwork && <AppleMark network={record.appleNetwork} />}
          </>
        ) : (
          <>not readable{record.sourceText !== null && `: “${record.sourceText}”`}</>
        )}
      </th>
      <td>
        <VerdictMark verdict={record.verdict} />
        <p className={classes.soft}>{alignedWords(record)}</p>
        {quoted && <RecordWords record={record} policy={quoted} />}
      </td>
      <td>
        <span className={classes.soft}>Disposition</span> {record.disposition ?? 'not given'}
        {record.override && (
          <p className={classes.soft}>
            Override:{' '}
            <NumberLink href={filterHref('/records', filter, { override: record.override })}>
              {record.override.replaceAll('_', ' ')}
            </NumberLink>
          </p>
        )}
        <RecordOdd record={record} />
      </td>
      <td>
        <Identifier name="From" field="headerFrom" value={record.headerFrom} filter={filter} />
        <Identifier name="Envelope from" field="envelopeFrom" value={record.envelopeFrom} filter={filter} />
        <Identifier name="Envelope to" field="envelopeTo" value={record.envelopeTo} filter={filter} />
        {record.appleRecipient && <AppleRecipient recipient={record.appleRecipient} />}
      </td>
      <td>
        <RecordAuth dkim={record.dkimAuth} spf={record.spfAuth} filter={filter} />
      </td>
      {'reportId' in record && (
        <td>
          <a href={`/reports/${encodeURIComponent(record.reportId)}`}>{record.receiverName}</a>
          <p className={classes.soft}>
            {record.domain}, {formatDay(record.day)}
          </p>
        </td>
      )}
    </tr>
  )
}

/** Visible in full, since the evidence is the whole of the mark. */
function AppleRecipient({ recipient: { domain, evidence } }: { recipient: NonNullable<RecordRow['appleRecipient']> }) {
  return (
    <p className={classes.apple}>
      {appleDomain(domain)?.kind !== 'corporate' && <CloudMark />} {evidence}
    </p>
  )
}

type IdentifierProps = {
  name: string
  field: 'headerFrom' | 'envelopeFrom' | 'envelopeTo'
  value: string | null
  filter: Filter
}

function Identifier({ name, field, value, filter }: IdentifierProps) {
  if (value === null) return null
  const asked = value === '' ? NULL_SENDER : value
  return (
    <p>
      <span className={classes.soft}>{name}</span>{' '}
      <NumberLink href={filterHref('/records', filter, { [field]: asked })}>
        {value === '' ? '<> (null sender)' : value === MISSING ? `“${MISSING}”` : value}
      </NumberLink>
    </p>
  )
}

function alignedWords({ spfAligned, dkimAligned }: RecordRow): string {
  return `DKIM ${dkimAligned ? 'aligned' : 'not aligned'}, SPF ${spfAligned ? 'aligned' : 'not aligned'}`
}
