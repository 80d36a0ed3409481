import { formatPercent } from '#lib/format/format-percent.ts'

import classes from './rate-bar.module.css'

/** A share of a whole as a number and a bar beside it. */
export function ShareBar({ share }: { share: number | null }) {
  return (
    <span className={classes.share}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
      <span className={classes.figure}>{formatPercent(share)}</span>
    </span>
  )
}
