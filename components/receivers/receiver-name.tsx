import { CloudMark } from '#components/ui/cloud-mark.tsx'
import { ICLOUD } from '#lib/receivers/apple-receivers.ts'

import classes from './receiver-name.module.css'

/** A receiver's name, with the cloud beside iCloud's. */
export function ReceiverName({ id, name }: { id: string; name: string }) {
  if (id !== ICLOUD) return name
  return (
    <span className={classes.name}>
      <CloudMark /> {name}
    </span>
  )
}
