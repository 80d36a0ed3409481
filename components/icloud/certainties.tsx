import { filterHref } from '#components/layout/filter-href.ts'
import { cannotBeKnown, claimsToBeApple } from '#lib/apple/statements.ts'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import type { IcloudBounces } from '#lib/queries/rows.ts'

import { Said, StatementList } from './statement-list.tsx'
import { ToldByApple } from './told-by-apple.tsx'
import { ToldByOthers } from './told-by-others.tsx'

import classes from './icloud.module.css'

type Props = {
  bounces: IcloudBounces
  /** Reports that claim to be Apple's. */
  reports: number
  filter: Filter
}

/** The three columns: told, inferred, unknowable. */
export function Certainties({ bounces, reports, filter }: Props) {
  return (
    <div className={classes.columns}>
      <section aria-labelledby="told">
        <h2 id="told">What Apple tells us</h2>
        <ToldByApple bounces={bounces} filter={filter} />
        {reports > 0 && (
          <p>
            <a href={filterHref('/receivers', filter, { receiver: null })}>
              {formatCounted(reports, 'report claims', 'reports claim')} to come from Apple
            </a>
            . <Said statement={claimsToBeApple} />
          </p>
        )}
        <p className={classes.more}>
          <a href="/icloud/codes">What Apple’s replies say</a>
        </p>
      </section>
      <section aria-labelledby="others">
        <h2 id="others">What others tell about the same sources</h2>
        <ToldByOthers bounces={bounces} />
      </section>
      <section aria-labelledby="unknowable">
        <h2 id="unknowable">What nobody outside can know</h2>
        <StatementList statements={cannotBeKnown} />
      </section>
    </div>
  )
}
