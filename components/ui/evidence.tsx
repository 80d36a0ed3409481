import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

/** Words with what they rest on, which shows on hover, focus and touch and is read aloud. */
export function Evidence(props: { evidence: string; className?: string; children: ReactNode }) {
  return (
    <Tooltip label={props.evidence} multiline maw={360} events={{ hover: true, focus: true, touch: true }}>
      <span className={props.className} tabIndex={0}>
        {props.children}
        <span className="visually-hidden">: {props.evidence}</span>
      </span>
    </Tooltip>
  )
}
