import type { ReactNode } from 'react'

import { formatDay } from '#lib/format/format-day.ts'

import { Quiet } from './quiet.tsx'

/** Says why what is read from records begins late, and what that means here; nothing when no record of these days is removed. */
export function RecordsRemoved({ before, children }: { before: string | null; children: ReactNode }) {
  if (before === null) return null
  return (
    <Quiet>
      Records of days before {formatDay(before)} were removed by the retention setting. {children}
    </Quiet>
  )
}
