import { expect, test } from 'vitest'

import { readAnswer } from './send-file.ts'
import {
  type Submission,
  type Upload,
  changeUploads,
  chartsHref,
  chooseShown,
  countStored,
  tallyUploads,
} from './upload-list.ts'

const submission = (status: Submission['status'], messages = 3): Submission => ({
  id: 'id',
  filename: 'a.xml',
  via: 'upload',
  status,
  reason: null,
  mail: null,
  documentCount: 1,
  documents: [
    {
      kind: 'aggregate',
      status,
      code: null,
      message: null,
      reportId: null,
      reporter: null,
      domain: null,
      begin: '2026-11-01T00:00:00Z',
      end: null,
      records: 1,
      messages,
      warnings: [],
      authenticity: null,
      authenticityReason: null,
      bounces: null,
      deliveries: null,
      complaints: null,
    },
  ],
})
const done = (key: number, status: Submission['status']): Upload => ({
  key,
  name: `${key}.xml`,
  size: 1,
  state: 'done',
  submission: submission(status),
})

test('changes one file and leaves the others', () => {
  const added = changeUploads([], {
    add: [
      { key: 1, name: 'a', size: 9 },
      { key: 2, name: 'b', size: 9 },
    ],
  })
  const [first, second] = changeUploads(added, { key: 2, step: { state: 'sending', sent: 4 } })
  expect(first).toEqual({ key: 1, name: 'a', size: 9, state: 'waiting' })
  expect(second).toEqual({ key: 2, name: 'b', size: 9, state: 'sending', sent: 4 })
})

test('counts files by outcome, and only stored reports into the sum of messages', () => {
  const uploads: Upload[] = [
    done(1, 'stored'),
    done(2, 'duplicate'),
    done(3, 'rejected'),
    { key: 4, name: 'd', size: 1, state: 'failed', problem: 'p' },
    { key: 5, name: 'e', size: 1, state: 'waiting' },
  ]
  expect(tallyUploads(uploads)).toEqual({ pending: 1, stored: 1, duplicate: 1, quarantined: 0, rejected: 1, failed: 1 })
  expect(countStored(uploads)).toEqual({ reports: 1, messages: 3, from: '2026-11-01T00:00:00Z', to: null })
})

test('leads to the days of what was stored, the first there is and those after today included', () => {
  const href = (from: string | null, to: string | null) =>
    chartsHref({ reports: 1, messages: 1, from, to }, '2026-11-24')
  expect(href(null, null)).toBe('/')
  expect(href('1970-01-01T00:00:00Z', '1970-01-01T23:59:59Z')).toBe('/?from=1970-01-01')
  expect(href('2026-11-25T10:00:00Z', '2026-11-26T10:00:00Z')).toBe('/?from=2026-11-25&to=2026-11-26')
})

test('shows what moves and what was refused first when there are too many', () => {
  const uploads: Upload[] = [
    done(1, 'stored'),
    done(2, 'rejected'),
    { key: 3, name: 'c', size: 1, state: 'sending', sent: 0 },
  ]
  expect(chooseShown(uploads, 2).map(({ key }) => key)).toEqual([3, 2])
  expect(chooseShown(uploads, 3)).toBe(uploads)
})

test('reads a submission, a problem document, and an answer that is neither', () => {
  const stored = submission('stored')
  expect(readAnswer(200, JSON.stringify({ submissions: [stored] })).submission).toEqual(stored)
  expect(readAnswer(200, JSON.stringify(stored)).submission).toEqual(stored)
  const problem = JSON.stringify({ title: 'Bad request', detail: 'The body ends too soon.', status: 400 })
  expect(readAnswer(400, problem).problem).toBe('Bad request: The body ends too soon.')
  expect(readAnswer(502, '<html>').problem).toContain('(status 502)')
  expect(readAnswer(200, 'null').problem).toContain('(status 200)')
})

test('takes a file that is too large for rejected, by the line that the ledger has of it', () => {
  const reason = { code: 'too-large', message: 'The file is larger than 64 MiB.' }
  const rejected = { ...submission('rejected'), reason, documents: [], documentCount: 0 }
  const tooLarge = { title: 'Content too large', detail: reason.message, status: 413 }
  expect(readAnswer(413, JSON.stringify({ ...tooLarge, submissions: [rejected] })).submission).toEqual(rejected)
  // A proxy in front of Signet has no ledger.
  expect(readAnswer(413, JSON.stringify(tooLarge)).problem).toBe('Content too large: The file is larger than 64 MiB.')
})
