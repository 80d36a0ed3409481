'use client'

import { useRouter } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'

/**
 * Around what the server has written: its plain links lead on without loading everything anew. A table may hold hundreds of them, and
 * each one that was a component would be work for the browser before anybody clicks. One with `data-stay` leaves the page where it is
 * scrolled to.
 */
export function SoftLinks({ className, children }: { className: string; children: ReactNode }) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLElement>): void => {
    const link = (event.target as Element).closest('a')
    if (!link || event.defaultPrevented || !isPlain(event) || !isPage(link)) return
    event.preventDefault()
    router.push(link.pathname + link.search + link.hash, { scroll: link.dataset.stay === undefined })
  }
  return (
    <main id="page" tabIndex={-1} className={className} onClick={follow}>
      {children}
    </main>
  )
}

/** A click that asks for nothing but to follow the link: no new window, no download. */
function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
}

function isPage({ origin, pathname, target, download, hash, search }: HTMLAnchorElement): boolean {
  const isHere = pathname === window.location.pathname && search === window.location.search && hash !== ''
  return origin === window.location.origin && !target && !download && !pathname.startsWith('/api/') && !isHere
}
