'use client'

import { useSyncExternalStore } from 'react'

import { formatInstant, formatLocalInstant } from '#lib/format/format-day.ts'

/**
 * A moment in the reader's own zone, once the page runs in a browser that has one; the server knows UTC only. What it is in UTC stands
 * in its title. Null is a dash.
 */
export function Instant({ iso }: { iso: string | null }) {
  const isHere = useSyncExternalStore(subscribe, here, there)
  if (iso === null) return '–'
  return (
    <time dateTime={iso} title={formatInstant(iso)}>
      {isHere ? formatLocalInstant(iso) : formatInstant(iso)}
    </time>
  )
}

const subscribe = () => () => {}
const here = () => true
const there = () => false
