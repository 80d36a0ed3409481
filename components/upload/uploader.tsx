'use client'

import { Button } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useRef } from 'react'

import { formatCount } from '#lib/format/format-count.ts'

import { UploadLine } from './upload-line.tsx'
import { chooseShown } from './upload-list.ts'
import { UploadSummary } from './upload-summary.tsx'
import { useUploads } from './use-uploads.ts'

import classes from './upload.module.css'

/** Ten thousand lines would be slow to draw and to read; the inbox has them all. */
const SHOWN_MAX = 100

export function Uploader() {
  const { uploads, add, retry } = useUploads()
  const open = useRef<() => void>(null)
  const shown = chooseShown(uploads, SHOWN_MAX)
  return (
    <>
      <Dropzone
        className={classes.drop}
        openRef={open}
        onDrop={add}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        tabIndex={-1}
        inputProps={{ 'aria-label': 'Files to upload' }}
        aria-label="Drop files here"
      >
        <p>Drop files or a folder here</p>
        <Button size="sm" onClick={() => open.current?.()}>
          Choose files
        </Button>
      </Dropzone>
      <UploadSummary uploads={uploads} />
      {uploads.length > 0 && (
        <ul className={classes.list} aria-label="Files">
          {shown.map((upload) => (
            <UploadLine key={upload.key} upload={upload} onRetry={retry} />
          ))}
        </ul>
      )}
      {uploads.length > shown.length && (
        <p className={classes.soft}>and {formatCount(uploads.length - shown.length)} more, which the inbox lists</p>
      )}
    </>
  )
}
