import { Tooltip } from '@mantine/core'

import { CloudMark } from '#components/ui/cloud-mark.tsx'
import type { AppleNetwork } from '#lib/apple/apple-network.ts'

import classes from './source-name.module.css'

/** Says that an address lies in a network of Apple's, and on focus what that rests on. Only iCloud's own mail gets its cloud. */
export function AppleMark({ network }: { network: AppleNetwork }) {
  const evidence = `${network.network}: ${network.evidence}`
  return (
    <Tooltip label={evidence} multiline maw={360} events={{ hover: true, focus: true, touch: true }}>
      <span className={classes.apple} tabIndex={0}>
        {network.isIcloudMail && <CloudMark />}
        {network.isIcloudMail ? 'iCloud' : 'Apple'}
        <span className="visually-hidden">, {evidence}</span>
      </span>
    </Tooltip>
  )
}
