import { CloudMark } from '#components/ui/cloud-mark.tsx'
import { Evidence } from '#components/ui/evidence.tsx'
import type { AppleNetwork } from '#lib/apple/apple-network.ts'

import classes from './source-name.module.css'

/** Says that an address lies in a network of Apple's, and on focus what that rests on. Only iCloud's own mail gets its cloud. */
export function AppleMark({ network }: { network: AppleNetwork }) {
  return (
    <Evidence evidence={`${network.network}: ${network.evidence}`} className={classes.apple}>
      {network.isIcloudMail && <CloudMark />}
      {network.isIcloudMail ? 'iCloud' : 'Apple'}
    </Evidence>
  )
}
