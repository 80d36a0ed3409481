import classes from './verdict-mark.module.css'

export type Tone = 'pass' | 'fail' | 'unknown' | 'quarantine' | 'reject' | 'forwarder' | 'icloud'

/** A word with its colour and its shape; the colour is never alone. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes.mark} data-tone={tone}>
      <span className={classes.shape} aria-hidden />
      {children}
    </span>
  )
}

/** DMARC's verdict on a record: pass or fail. */
export function VerdictMark({ verdict }: { verdict: 'pass' | 'fail' }) {
  return <Mark tone={verdict}>{verdict}</Mark>
}
