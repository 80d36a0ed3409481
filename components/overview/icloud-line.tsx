import Link from 'next/link'

import { filterHref } from '#components/layout/filter-href.ts'
import { CloudMark } from '#components/ui/cloud-mark.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'

import classes from './icloud-line.module.css'

/** iCloud beneath the receivers and outside their shares: it does not report, and a report in its name is doubtful. */
export function IcloudLine({ icloud, filter }: { icloud: ReceiverRow; filter: Filter }) {
  return (
    <p className={classes.line}>
      <span>
        <CloudMark /> iCloud
      </span>
      <span className={classes.quiet}>
        {icloud.reports === 0
          ? 'does not report'
          : `${formatCounted(icloud.reports, 'report claims', 'reports claim')} to be Apple’s`}
      </span>
      <Link href={filterHref('/icloud', filter)}>What we know</Link>
    </p>
  )
}
