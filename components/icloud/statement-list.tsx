import { Evidence } from '#components/ui/evidence.tsx'
import type { Statement } from '#lib/apple/statements.ts'

import classes from './icloud.module.css'

export function StatementList({ statements }: { statements: Statement[] }) {
  return (
    <ul className={classes.statements}>
      {statements.map((statement) => (
        <li key={statement.text}>
          <Said statement={statement} />
        </li>
      ))}
    </ul>
  )
}

/** A sentence that ends with how certain it is; what it rests on shows on focus. */
export function Said({
  statement: { text, certainty, basis },
}: {
  statement: Omit<Statement, 'certainty'> & { certainty: string }
}) {
  return (
    <>
      {text}{' '}
      <Evidence evidence={basis} className={classes.certainty}>
        {certainty}
      </Evidence>
    </>
  )
}
