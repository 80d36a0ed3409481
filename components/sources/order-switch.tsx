import Link from 'next/link'

import { pageHref } from '#components/layout/filter-href.ts'
import type { Filter } from '#lib/filter.ts'
import type { SourceOrder } from '#lib/queries/list-sources.ts'

import classes from './order-switch.module.css'

const ORDERS: { order: SourceOrder; word: string }[] = [
  { order: 'fail', word: 'failing messages' },
  { order: 'messages', word: 'all messages' },
]

export function OrderSwitch({ filter, order: chosen }: { filter: Filter; order: SourceOrder }) {
  return (
    <nav className={classes.switch} aria-label="Order">
      Most
      {ORDERS.map(({ order, word }) => (
        <Link
          key={order}
          href={pageHref('/sources', filter, { order })}
          aria-current={order === chosen ? 'true' : undefined}
        >
          {word}
        </Link>
      ))}
      first
    </nav>
  )
}
