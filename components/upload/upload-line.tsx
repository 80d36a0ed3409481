'use client'

import { Button, Progress } from '@mantine/core'
import { memo } from 'react'

import { SubmissionOutcome } from '#components/inbox/submission-outcome.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'
import { formatBytes } from '#lib/format/format-bytes.ts'

import type { Upload } from './upload-list.ts'

import classes from './upload.module.css'

type Props = { upload: Upload; onRetry: (key: number) => void }

/** One file: its name, how far it is, and what became of it. */
export const UploadLine = memo(function UploadLine({ upload, onRetry }: Props) {
  return (
    <li className={classes.line}>
      <div className={classes.file}>
        <span>{upload.name}</span>
        <span className={classes.soft}>{formatBytes(upload.size)}</span>
      </div>
      <div className={classes.state}>
        <State upload={upload} />
        {upload.state === 'failed' && (
          <Button size="compact-xs" variant="default" onClick={() => onRetry(upload.key)}>
            Try again
          </Button>
        )}
      </div>
    </li>
  )
})

function State({ upload }: { upload: Upload }) {
  if (upload.state === 'done') return <SubmissionOutcome submission={upload.submission} />
  if (upload.state === 'failed')
    return (
      <p>
        <Mark tone="fail">failed</Mark> {upload.problem}
      </p>
    )
  const { percent, word } = progressOf(upload)
  return (
    <div className={classes.progress}>
      <Progress.Root size={8} radius={0}>
        <Progress.Section
          value={percent}
          animated={upload.state === 'reading'}
          aria-label={`${upload.name}: ${word}`}
        />
      </Progress.Root>
      <span className={classes.soft}>{word}</span>
    </div>
  )
}

function progressOf(upload: Exclude<Upload, { state: 'done' } | { state: 'failed' }>): {
  percent: number
  word: string
} {
  if (upload.state === 'waiting') return { percent: 0, word: 'waiting' }
  if (upload.state === 'reading') return { percent: 100, word: 'sent, being read' }
  const percent = upload.size > 0 ? Math.floor((upload.sent / upload.size) * 100) : 0
  return { percent, word: `${percent} % sent` }
}
