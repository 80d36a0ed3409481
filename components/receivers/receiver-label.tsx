import { AppleClaim } from '#components/icloud/apple-claim.tsx'
import { Said } from '#components/icloud/statement-list.tsx'
import { filterHref, receiverHref } from '#components/layout/filter-href.ts'
import { NumberLink } from '#components/ui/number-link.tsx'
import { claimsToBeApple, noReports } from '#lib/apple/statements.ts'
import type { Filter } from '#lib/filter.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'
import { ICLOUD, isApples } from '#lib/receivers/apple-receivers.ts'

import { ReceiverName } from './receiver-name.tsx'

import classes from './receiver-name.module.css'

type Props = { receiver: Pick<ReceiverRow, 'id' | 'name' | 'reports'>; filter: Filter }

/** A receiver in a list; iCloud with why it is silent, even where a report claims otherwise, and such a claim with its doubt. */
export function ReceiverLabel({ receiver: { id, name, reports }, filter }: Props) {
  if (!isApples(id)) return <NumberLink href={receiverHref(id, filter)}>{name}</NumberLink>
  return (
    <span className={classes.label}>
      <ReceiverName id={id} name={name} />
      {id === ICLOUD && (
        <span className={classes.soft}>
          {reports === 0 && 'does not report: '}
          <Said statement={noReports} />
        </span>
      )}
      {reports > 0 && <AppleClaim evidence={`${noReports.text} ${claimsToBeApple.basis}`} />}
      <a href={filterHref('/icloud', filter)}>What we know</a>
    </span>
  )
}
