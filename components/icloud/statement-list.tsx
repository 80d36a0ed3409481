import { Tooltip } from '@mantine/core'

import type { Statement } from '#lib/apple/statements.ts'

import classes from './icloud.module.css'

/** Sentences, each ending with how certain it is; what it rests on shows on focus. */
export function StatementList({ statements }: { statements: Statement[] }) {
  return (
    <ul className={classes.statements}>
      {statements.map((statement) => (
        <li key={statement.text}>
          {statement.text} <CertaintyMark statement={statement} />
        </li>
      ))}
    </ul>
  )
}

function CertaintyMark({ statement: { certainty, basis } }: { statement: Statement }) {
  return (
    <Tooltip label={basis} multiline maw={360} events={{ hover: true, focus: true, touch: true }}>
      <span className={classes.certainty} tabIndex={0}>
        {certainty}
        <span className="visually-hidden">: {basis}</span>
      </span>
    </Tooltip>
  )
}
