import type { ReactNode } from 'react'

import { PlainFrame } from '#components/layout/plain-frame.tsx'

/** Around the few pages that need no session. */
export default function EverybodyLayout({ children }: { children: ReactNode }) {
  return <PlainFrame>{children}</PlainFrame>
}
