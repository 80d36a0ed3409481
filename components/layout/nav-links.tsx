'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'

import { CloudMark } from '#components/ui/cloud-mark.tsx'

import classes from './nav-links.module.css'

type Place = { href: string; label: string; takesFilter: boolean; needs?: keyof May }

/** Which of the pages that not everybody may see this reader may. */
export type May = { ledger: boolean; ingest: boolean; settings: boolean }

const FIRST: Place[] = [
  { href: '/', label: 'Overview', takesFilter: true },
  { href: '/sources', label: 'Sources', takesFilter: true },
  { href: '/receivers', label: 'Receivers', takesFilter: true },
  { href: '/icloud', label: 'iCloud', takesFilter: true },
]
const SECOND: Place[] = [
  { href: '/bounces', label: 'Bounces', takesFilter: true },
  { href: '/domains', label: 'Domains', takesFilter: true },
  { href: '/records', label: 'Records', takesFilter: true },
  { href: '/reports', label: 'Reports', takesFilter: true },
]
const THIRD: Place[] = [
  { href: '/inbox', label: 'Inbox', takesFilter: false, needs: 'ledger' },
  { href: '/upload', label: 'Upload', takesFilter: false, needs: 'ingest' },
  { href: '/settings', label: 'Settings', takesFilter: false, needs: 'settings' },
]

export const PLACES = [...FIRST, ...SECOND, ...THIRD]

/** What the reader has chosen to look at travels along; what narrows one page (a source, a verdict) does not. */
const KEPT = ['domain', 'from', 'to', 'compare']

export function NavLinks({ may }: { may: May }) {
  const pathname = usePathname()
  const params = useSearchParams()
  const kept = new URLSearchParams(KEPT.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])))
  const item = (place: Place) => <NavItem key={place.href} place={place} pathname={pathname} query={kept.toString()} />
  const third = THIRD.filter(({ needs }) => !needs || may[needs])
  const more = [...SECOND, ...third]
  const isMore = more.some((place) => isAt(place, pathname))
  return (
    <nav className={classes.nav} aria-label="Pages">
      <ul className={classes.first}>{FIRST.map(item)}</ul>
      <ul className={classes.second}>{SECOND.map(item)}</ul>
      <ul className={classes.third}>{third.map(item)}</ul>
      <details className={classes.more} key={pathname}>
        <summary className={classes.link} data-active={isMore || undefined}>
          More
        </summary>
        <ul>{more.map(item)}</ul>
      </details>
    </nav>
  )
}

function NavItem({ place, pathname, query }: { place: Place; pathname: string; query: string }) {
  const active = isAt(place, pathname)
  return (
    <li>
      <Link
        className={classes.link}
        href={place.takesFilter && query ? `${place.href}?${query}` : place.href}
        prefetch={false}
        aria-current={active ? 'page' : undefined}
        data-active={active || undefined}
      >
        {place.href === '/icloud' && <CloudMark />}
        {place.label}
      </Link>
    </li>
  )
}

function isAt(place: Place, pathname: string): boolean {
  return place.href === '/' ? pathname === '/' : pathname === place.href || pathname.startsWith(`${place.href}/`)
}
