'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

import classes from './settings.module.css'

export function SettingsTabs({ tabs }: { tabs: { href: string; label: string; isOpen: boolean }[] }) {
  const pathname = usePathname()
  return (
    <nav className={classes.tabs} aria-label="Settings">
      {tabs
        .filter(({ isOpen }) => isOpen)
        .map(({ href, label }) => (
          <Link key={href} href={href} aria-current={pathname === href ? 'page' : undefined}>
            {label}
          </Link>
        ))}
    </nav>
  )
}
