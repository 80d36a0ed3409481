import '@mantine/core/styles.layer.css'
import '@mantine/dropzone/styles.layer.css'
import './globals.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'

import { DemoBand } from '#components/layout/demo-band.tsx'
import { Frame } from '#components/layout/frame.tsx'
import { Providers } from '#components/layout/providers.tsx'
import { firstOrganization } from '#lib/db/organization.ts'

/** The navigation reads the address; nothing here is the same for two readers. */
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Signet', template: '%s · Signet' },
  description: 'Who sends mail as your domains, and does it pass DMARC?',
  robots: { index: false, follow: false },
  referrer: 'same-origin',
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#151514' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const isDemo = await isDemoHere()
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
      </head>
      <body>
        <Providers>
          <Frame band={isDemo ? <DemoBand /> : null}>{children}</Frame>
        </Providers>
      </body>
    </html>
  )
}

/** When the database does not answer, it is for the page to say so: a fault in here would leave nothing to say it in. */
async function isDemoHere(): Promise<boolean> {
  return firstOrganization().then(
    ({ isDemo }) => isDemo,
    () => false,
  )
}
