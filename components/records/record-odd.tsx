import type { RecordRow } from '#lib/queries/rows.ts'

import classes from './records.module.css'

/** The reasons a receiver gives for what it did, and words it made up. */
export function RecordOdd({ record: { reasons, raw } }: { record: RecordRow }) {
  return (
    <>
      {reasons.map(({ type, comment, raw: written }, index) => (
        <p key={index} className={classes.soft}>
          Reason: {written ?? type.replaceAll('_', ' ')}
          {comment && ` (${comment})`}
        </p>
      ))}
      {Object.entries(raw ?? {}).map(([name, written]) => (
        <p key={name} className={classes.soft}>
          {name} written “{written}”
        </p>
      ))}
    </>
  )
}
