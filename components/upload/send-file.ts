import type { Submission } from './upload-list.ts'

/** How long the server may hold its answer until the file has been read. */
const WAIT_SECONDS = 20

export type Sent = { submission: Submission; problem: null } | { submission: null; problem: string }

const BROKEN =
  'The connection to Signet broke before it could answer. See that it is running, then try this file again: a report that did arrive is not counted twice.'

/** Sends one file. XMLHttpRequest, since fetch cannot tell how much was sent. `onSent` gets bytes. */
export function sendFile(file: File, onSent: (bytes: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('file', file)
    request.open('POST', `/api/v1/submissions?wait=${WAIT_SECONDS}`)
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.upload.addEventListener('load', () => onSent(file.size))
    request.addEventListener('error', () => resolve({ submission: null, problem: BROKEN }))
    request.addEventListener('abort', () => resolve({ submission: null, problem: BROKEN }))
    request.addEventListener('load', () => resolve(readAnswer(request.status, request.responseText)))
    request.send(body)
  })
}

/** An answer of the API as a submission, or what it says is wrong (RFC 9457). */
export function readAnswer(status: number, text: string): Sent {
  const answer = parseJson(text)
  // A file that is too large has its line in the ledger as well, and sending it again would not help.
  if ((status >= 200 && status < 300) || status === 413) {
    const submission = (answer.submissions as Submission[] | undefined)?.[0] ?? (answer as unknown as Submission)
    if (submission?.id) return { submission, problem: null }
  }
  const said = [answer.title, answer.detail].filter((part) => typeof part === 'string')
  return { submission: null, problem: said.length > 0 ? said.join(': ') : unclear(status) }
}

/** Neither a submission nor a problem document: something failed on the way or inside. */
function unclear(status: number): string {
  return `Signet failed while it took this file (status ${status}). Try it again: a report that did arrive is not counted twice.`
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
