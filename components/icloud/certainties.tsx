import { filterHref } from '#components/layout/filter-href.ts'
import type { Statement } from '#lib/apple/statements.ts'
import { cannotBeKnown, claimsToBeApple, noReports, noShare, seenInstead } from '#lib/apple/statements.ts'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import type { IcloudEvidence } from '#lib/queries/rows.ts'

import { StatementList } from './statement-list.tsx'

import classes from './icloud.module.css'

/** The three columns: observed, inferred, unknowable. */
export function Certainties({ icloud, filter }: { icloud: IcloudEvidence; filter: Filter }) {
  const aboutReports = icloud.reports > 0 ? [claimsToBeApple] : [noReports, noShare]
  const all = [...aboutReports, ...seenInstead, ...cannotBeKnown]
  const of = (certainty: Statement['certainty']) => all.filter((statement) => statement.certainty === certainty)
  return (
    <div className={classes.columns}>
      <section aria-labelledby="observed">
        <h2 id="observed">What is observed</h2>
        <p className={classes.count}>
          {icloud.reports > 0 ? (
            <a href={filterHref('/receivers', filter, { receiver: null })}>
              {formatCounted(icloud.reports, 'report claims', 'reports claim')} to come from Apple
            </a>
          ) : (
            'No report from Apple in these days'
          )}
        </p>
        <StatementList statements={of('observed')} />
      </section>
      <section aria-labelledby="inferred">
        <h2 id="inferred">What follows from it</h2>
        <StatementList statements={of('inferred')} />
      </section>
      <section aria-labelledby="unknowable">
        <h2 id="unknowable">What nobody outside can know</h2>
        <StatementList statements={of('unknowable')} />
      </section>
    </div>
  )
}
