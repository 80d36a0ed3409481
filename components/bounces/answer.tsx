import type { ReactNode } from 'react'

import { Section } from '#components/ui/section.tsx'

import classes from './bounces.module.css'

/** A question that a page answers, and its answer. */
export function Answer({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className={classes.answers}>{children}</div>
    </Section>
  )
}
