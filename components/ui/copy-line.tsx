'use client'

import { Button, CopyButton } from '@mantine/core'

import classes from './copy-line.module.css'

/** A text to be taken elsewhere, with a button that copies it where the browser lets it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.line}>
      <input
        className={classes.text}
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
