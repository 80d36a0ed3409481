import { AppleMark } from '#components/sources/apple-mark.tsx'
import { CloudMark } from '#components/ui/cloud-mark.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { Section } from '#components/ui/section.tsx'
import { VerdictMark } from '#components/ui/verdict-mark.tsx'
import { appleDomain } from '#lib/apple/apple-domain.ts'
import { formatCount } from '#lib/format/format-count.ts'
import type { RecordRow } from '#lib/queries/rows.ts'

import { RecordAuth } from './record-auth.tsx'
import { RecordOdd } from './record-odd.tsx'

import classes from './reports.module.css'

const HEADINGS = ['Source', 'Verdict', 'What the receiver did', 'Identifiers', 'DKIM and SPF results']

type Props = { records: RecordRow[]; total: number; removedBefore: string | null }

/** Every record that is kept, with all that the reporter wrote in it. */
export function RecordList({ records, total, removedBefore }: Props) {
  return (
    <Section title={`Records (${formatCount(total)})`}>
      <RecordsRemoved before={removedBefore}>The counts above are those of the whole report.</RecordsRemoved>
      {records.length === 0 ? (
        <p>The report has no records{total > 0 && (removedBefore === null ? ' on this page' : ' any more')}.</p>
      ) : (
        <div className={classes.scroller}>
          <table className={classes.records}>
            <thead>
              <tr>
                <th scope="col" className={classes.count}>
                  Messages
                </th>
                {HEADINGS.map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <RecordLine key={record.ordinal} record={record} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

function RecordLine({ record }: { record: RecordRow }) {
  return (
    <tr>
      <td className={classes.count}>{formatCount(record.messages)}</td>
      <th scope="row">
        {record.source ? (
          <>
            <NumberLink href={`/sources/${encodeURIComponent(record.source)}`}>{record.source}</NumberLink>{' '}
            {record.appleNetwork && <AppleMark network={record.appleNetwork} />}
          </>
        ) : (
          <>not readable{record.sourceText !== null && `: “${record.sourceText}”`}</>
        )}
      </th>
      <td>
        <VerdictMark verdict={record.verdict} />
        <p className={classes.soft}>{alignedWords(record)}</p>
      </td>
      <td>
        {record.disposition ?? 'not given'}
        {record.override && <p className={classes.soft}>Override: {record.override}</p>}
        <RecordOdd record={record} />
      </td>
      <td>
        <Identifier name="From" value={record.headerFrom} />
        <Identifier
          name="Envelope from"
          value={record.envelopeFrom === '' ? '<> (null sender)' : record.envelopeFrom}
        />
        <Identifier name="Envelope to" value={record.envelopeTo} />
        {record.appleRecipient && <AppleRecipient recipient={record.appleRecipient} />}
      </td>
      <td>
        <RecordAuth dkim={record.dkimAuth} spf={record.spfAuth} />
      </td>
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

function Identifier({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null
  return (
    <p>
      <span className={classes.soft}>{name}</span> {value}
    </p>
  )
}

function alignedWords({ spfAligned, dkimAligned }: RecordRow): string {
  return `DKIM ${dkimAligned ? 'aligned' : 'not aligned'}, SPF ${spfAligned ? 'aligned' : 'not aligned'}`
}
