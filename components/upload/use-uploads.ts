'use client'

import { useCallback, useEffect, useReducer, useRef, useState } from 'react'

import { pollSubmission } from './poll-submission.ts'
import { sendFile } from './send-file.ts'
import { type Step, changeUploads, isFinal } from './upload-list.ts'
import { createWaitingLine } from './waiting-line.ts'

const AT_ONCE = 3

type Waiting = { key: number; file: File }

/** The files of this page: at most three on their way at a time, the rest waits in line. */
export function useUploads() {
  const [uploads, change] = useReducer(changeUploads, [])
  const nextKey = useRef(1)
  /** Files that may have to be sent again. */
  const [files] = useState(() => new Map<number, File>())
  const [line] = useState(() =>
    createWaitingLine(AT_ONCE, async ({ key, file }: Waiting) => {
      const isDone = await handIn(file, (step) => change({ key, step }))
      if (isDone) files.delete(key)
    }),
  )

  const add = useCallback(
    (chosen: File[]) => {
      const added = chosen.map((file) => ({ key: nextKey.current++, file }))
      for (const { key, file } of added) files.set(key, file)
      change({ add: added.map(({ key, file }) => ({ key, name: file.name, size: file.size })) })
      line.add(added)
    },
    [files, line],
  )

  const retry = useCallback(
    (key: number) => {
      const file = files.get(key)
      if (!file) return
      change({ key, step: { state: 'waiting' } })
      line.add([{ key, file }])
    },
    [files, line],
  )

  useWarningOnLeave(uploads.some(({ state }) => state === 'waiting' || state === 'sending'))
  return { uploads, add, retry }
}

/** Sends one file and follows it to its end. @returns whether it need not be sent again. */
async function handIn(file: File, step: (step: Step) => void): Promise<boolean> {
  step({ state: 'sending', sent: 0 })
  const sent = await sendFile(file, (bytes) =>
    step(bytes < file.size ? { state: 'sending', sent: bytes } : { state: 'reading' }),
  )
  if (!sent.submission) {
    step({ state: 'failed', problem: sent.problem })
    return false
  }
  step({ state: 'reading' })
  const read = isFinal(sent.submission) ? sent : await pollSubmission(sent.submission.id)
  step(read.submission ? { state: 'done', submission: read.submission } : { state: 'failed', problem: read.problem })
  return read.submission !== null
}

function useWarningOnLeave(isBusy: boolean) {
  useEffect(() => {
    if (!isBusy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isBusy])
}
