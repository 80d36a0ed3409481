import type { Split } from './series-of.ts'

import classes from './split-switch.module.css'

/** Other ways to split the same messages; the choice is in the address. */
export function SplitSwitch({ chosen, splits }: { chosen: Split; splits: Record<Split, string> }) {
  return (
    <nav className={classes.switch} aria-label="Split by">
      {Object.entries(splits).map(([split, href]) => (
        <a key={split} href={href} data-stay aria-current={split === chosen ? 'true' : undefined}>
          {split}
        </a>
      ))}
    </nav>
  )
}
