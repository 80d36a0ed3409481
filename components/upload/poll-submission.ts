import { type Sent, readAnswer } from './send-file.ts'
import { isFinal } from './upload-list.ts'

const PAUSE_MS = 1_000
/** A restart of the server takes some seconds; after that many failed questions in a row it is not coming back. */
const FAILURES_MAX = 20

/** Asks once a second until the submission is final. The file itself is safe by then, whatever happens here. */
export async function pollSubmission(id: string): Promise<Sent> {
  for (let failures = 0; ;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    const sent = await ask(id)
    if (sent.submission && isFinal(sent.submission)) return sent
    failures = sent.submission ? 0 : failures + 1
    if (failures >= FAILURES_MAX)
      return {
        submission: null,
        problem: `The file was received, but what became of it cannot be asked. See the inbox later. ${sent.problem}`,
      }
  }
}

async function ask(id: string): Promise<Sent> {
  try {
    const response = await fetch(`/api/v1/submissions/${encodeURIComponent(id)}`, { cache: 'no-store' })
    return readAnswer(response.status, await response.text())
  } catch {
    return { submission: null, problem: 'Signet cannot be reached.' }
  }
}
