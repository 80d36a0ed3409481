'use client'

import { useMediaQuery } from '@mantine/hooks'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'

import { FIRST_DAY, addDays } from '#lib/filter.ts'

import { type Window, filterHref } from './filter-href.ts'

import classes from './filter-menu.module.css'

/** Loaded when the menu that it is in opens. */
const DatePicker = dynamic(async () => (await import('@mantine/dates')).DatePicker, { ssr: false })

type Days = [string | null, string | null]

/** The first click is the first day and the second one the last; then the page is shown with these days. */
export function RangeCalendar({ path, filter, today }: { path: string; filter: Window; today: string }) {
  const router = useRouter()
  const place = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const isWide = useMediaQuery('(min-width: 760px)')
  const [month, setMonth] = useState<string | null>(null)
  const [days, setDays] = useState<Days>([filter.from <= FIRST_DAY ? null : filter.from, filter.to])
  useEffect(() => {
    const details = place.current?.closest('details')
    const look = () => setOpen(details?.open ?? false)
    details?.addEventListener('toggle', look)
    return () => details?.removeEventListener('toggle', look)
  }, [])
  const choose = ([from, to]: Days): void => {
    setDays([from, to])
    if (from && to) router.push(filterHref(path, filter, { from, to }))
  }
  return (
    <div ref={place} className={classes.calendar}>
      {isOpen && (
        <DatePicker
          type="range"
          size="xs"
          allowSingleDateInRange
          numberOfColumns={isWide ? 2 : 1}
          columnsToScroll={1}
          date={month ?? addDays(`${filter.to.slice(0, 8)}01`, isWide ? -1 : 0)}
          onDateChange={setMonth}
          weekendDays={[]}
          maxDate={addDays(today, 2)}
          value={days}
          onChange={(chosen) => choose(chosen as Days)}
          ariaLabels={{ previousMonth: 'The month before', nextMonth: 'The next month' }}
        />
      )}
    </div>
  )
}
