import { Skeleton } from '@mantine/core'

import classes from './skeletons.module.css'

/** What stands where a page will be, in its shape, so that nothing jumps. */
export function PageSkeleton({ withChart = false, rows = 10 }: { withChart?: boolean; rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className={classes.skeleton} data-skeleton>
      <div className={classes.bar}>
        <Skeleton height={32} width={160} />
        <Skeleton height={32} width={220} />
      </div>
      <div className={classes.figures}>
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} height={48} width={110} />
        ))}
      </div>
      {withChart && <Skeleton height={260} mb={26} />}
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={20} mb={16} />
      ))}
    </div>
  )
}
