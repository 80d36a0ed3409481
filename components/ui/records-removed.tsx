import { formatDay } from '#lib/format/format-day.ts'

import { Quiet } from './quiet.tsx'

/** Says why something that is read from records begins late; nothing when no record of these days is removed. */
export function RecordsRemoved({ before, so }: { before: string | null; so: string }) {
  if (before === null) return null
  return (
    <Quiet>
      Records of days before {formatDay(before)} were removed by the retention setting, {so}.
    </Quiet>
  )
}
