/** The list of an upload page as data: files in, what became of each out. No network here. */

import { allTime } from '#lib/format/range-presets.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

/** What the API answers about a submission. */
export type Submission = Omit<SubmissionRow, 'receivedAt' | 'size' | 'bytesRemovedAt'>

/** How far a file is. */
export type Step =
  | { state: 'waiting' }
  | { state: 'sending'; sent: number }
  | { state: 'reading' }
  | { state: 'done'; submission: Submission }
  | { state: 'failed'; problem: string }

export type Upload = { key: number; name: string; size: number } & Step

export type Change = { add: { key: number; name: string; size: number }[] } | { key: number; step: Step }

export function changeUploads(uploads: Upload[], change: Change): Upload[] {
  if ('add' in change) return [...uploads, ...change.add.map((file): Upload => ({ ...file, state: 'waiting' }))]
  return uploads.map((upload) => {
    if (upload.key !== change.key) return upload
    const { key, name, size } = upload
    return { key, name, size, ...change.step }
  })
}

export function isFinal({ status }: Submission): boolean {
  return status !== 'queued' && status !== 'processing'
}

export type Tally = {
  pending: number
  stored: number
  duplicate: number
  quarantined: number
  rejected: number
  failed: number
}

export type Stored = { reports: number; messages: number; from: string | null; to: string | null }

/** Files by outcome. */
export function tallyUploads(uploads: Upload[]): Tally {
  const tally: Tally = { pending: 0, stored: 0, duplicate: 0, quarantined: 0, rejected: 0, failed: 0 }
  for (const upload of uploads) {
    if (upload.state === 'failed') tally.failed += 1
    else if (upload.state !== 'done') tally.pending += 1
    else if (upload.submission.status in tally) tally[upload.submission.status as keyof Tally] += 1
  }
  return tally
}

/** Reports that were stored now, the messages they hold, and the instants between which they lie. */
export function countStored(uploads: Upload[]): Stored {
  const stored = uploads
    .flatMap((upload) => (upload.state === 'done' ? upload.submission.documents : []))
    .filter((document) => document.kind === 'aggregate' && document.status === 'stored')
  const begins = stored.flatMap(({ begin }) => begin ?? []).toSorted()
  const ends = stored.flatMap(({ end }) => end ?? []).toSorted()
  return {
    reports: stored.length,
    messages: stored.reduce((sum, { messages }) => sum + (messages ?? 0), 0),
    from: begins[0] ?? null,
    to: ends.at(-1) ?? null,
  }
}

/** The overview of the days in which what was stored lies, up to today or beyond. */
export function chartsHref({ from, to }: Stored, today: string): string {
  if (from === null) return '/'
  const end = to !== null && to.slice(0, 10) > today ? `&to=${allTime(today).to}` : ''
  return `/?from=${from.slice(0, 10)}${end}`
}

/** Those worth seeing when not all can be shown: what moves, what needs the reader, then the rest as it came. */
export function chooseShown(uploads: Upload[], shownMax: number): Upload[] {
  if (uploads.length <= shownMax) return uploads
  const rank = (upload: Upload) => {
    if (upload.state === 'sending' || upload.state === 'reading') return 0
    if (upload.state === 'failed') return 1
    if (upload.state === 'done' && upload.submission.status === 'rejected') return 1
    return upload.state === 'done' ? 2 : 3
  }
  return uploads.toSorted((a, b) => rank(a) - rank(b) || a.key - b.key).slice(0, shownMax)
}
