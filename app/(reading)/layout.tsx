import type { ReactNode } from 'react'

import { PlainFrame } from '#components/layout/plain-frame.tsx'

/** Around pages for everybody that are there to be read. */
export default function ReadingLayout({ children }: { children: ReactNode }) {
  return <PlainFrame isWide>{children}</PlainFrame>
}
