import { explainRecord } from '#lib/dmarc/explain-record.ts'
import type { PublishedPolicy } from '#lib/dmarc/report.ts'
import type { RecordRow } from '#lib/queries/rows.ts'

import classes from './records.module.css'

/** What happened to the messages of a record and what follows from it, a sentence for each part. */
export function RecordWords({ record, policy }: { record: RecordRow; policy: PublishedPolicy }) {
  return (
    <details className={classes.words}>
      <summary>
        In words<span className="visually-hidden">: the record from {record.source ?? 'a source not readable'}</span>
      </summary>
      <ul>
        {explainRecord(record, policy).map(({ topic, text }, index) => (
          <li key={index} data-topic={topic}>
            {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
