'use client'

import { useHotkeys } from '@mantine/hooks'
import dynamic from 'next/dynamic'
import { useState } from 'react'

import type { May } from './nav-links.tsx'

import classes from './jump.module.css'

/** Loaded when it is asked for. */
const JumpBox = dynamic(async () => (await import('./jump-box.tsx')).JumpBox, { ssr: false })

/** Goes to a page, a domain, a receiver or a source by keyboard: Ctrl-K, or ⌘K. */
export function Jump({ may }: { may: May }) {
  const [isWanted, setWanted] = useState(false)
  const [opened, setOpened] = useState(0)
  const open = (): void => {
    setWanted(true)
    setOpened((count) => count + 1)
  }
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <button type="button" className={classes.opener} onClick={open}>
        Jump to … <kbd>Ctrl K</kbd>
      </button>
      {isWanted && <JumpBox may={may} opened={opened} />}
    </>
  )
}
