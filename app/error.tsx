'use client'

import { Button } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'

import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'

/** What the reader sees when a page could not be made. The cause stays in the log; the digest finds it there. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter()
  // Without the refresh the same failed answer would be shown again.
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div role="alert">
      <PageHeading title="This page could not be made" />
      <Notice title="What to do">
        <p>
          Signet failed while it put this page together; often its database cannot be reached or is still starting. What
          came in before is safe. Wait a moment, then try again.
        </p>
        <p>
          If it stays so, look into the log of the web process
          {error.digest !== undefined && (
            <>
              {' '}
              for <code>{error.digest}</code>
            </>
          )}
          .
        </p>
        <p>
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        </p>
      </Notice>
    </div>
  )
}
