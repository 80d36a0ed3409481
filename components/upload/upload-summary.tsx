'use client'

import Link from 'next/link'
import { useState } from 'react'

import { dayOfInstant } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'

import { type Upload, chartsHref, countStored, tallyUploads } from './upload-list.ts'

import classes from './upload.module.css'

/** How it stands as a whole, said aloud to screen readers, and the way on to the charts. */
export function UploadSummary({ uploads }: { uploads: Upload[] }) {
  const [today] = useState(() => dayOfInstant(new Date()))
  const tally = tallyUploads(uploads)
  const stored = countStored(uploads)
  const parts = [
    tally.pending > 0 && `${formatCounted(tally.pending, 'file')} to go`,
    tally.stored > 0 && `${formatCounted(tally.stored, 'file')} stored`,
    tally.duplicate > 0 && `${formatCounted(tally.duplicate, 'file')} already here`,
    tally.quarantined > 0 && `${formatCounted(tally.quarantined, 'file')} quarantined`,
    tally.rejected > 0 && `${formatCounted(tally.rejected, 'file')} rejected`,
    tally.failed > 0 && `${formatCounted(tally.failed, 'file')} failed`,
  ].filter(Boolean)
  const hasResult = tally.pending === 0 && tally.stored + tally.duplicate > 0
  return (
    <div className={classes.summary}>
      <p role="status">
        {parts.join(' · ')}
        {stored.reports > 0 &&
          ` · ${formatCounted(stored.reports, 'report')} with ${formatCounted(stored.messages, 'message')}`}
      </p>
      {hasResult && <Link href={chartsHref(stored, today)}>See the charts</Link>}
    </div>
  )
}
