'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** While something is being read, and otherwise to see whether something came in. */
const BUSY_MS = 2_000
const IDLE_MS = 10_000

/** Shows the page as it is now, again and again, while somebody looks at it. */
export function KeepCurrent({ isBusy }: { isBusy: boolean }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') router.refresh()
      },
      isBusy ? BUSY_MS : IDLE_MS,
    )
    return () => clearInterval(timer)
  }, [isBusy, router])
  return null
}
