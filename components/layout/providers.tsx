'use client'

import { MantineProvider } from '@mantine/core'
import { setNonce } from 'get-nonce'
import type { ReactNode } from 'react'

import { theme } from './theme.ts'

/** @param nonce of the page's scripts and styles: what makes a style later needs it as well. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  if (typeof window !== 'undefined' && nonce) setNonce(nonce)
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      {children}
    </MantineProvider>
  )
}
