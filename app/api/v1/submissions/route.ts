import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { KINDS, STATUSES, VIAS } from '#lib/queries/ledger-words.ts'
import { getSubmissions, isFinal, listSubmissions } from '#lib/queries/list-submissions.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { readPage, readWord } from '../read-query.ts'
import { json, problem } from '../respond.ts'
import { acceptBody } from './accept-body.ts'

const WAIT_MAX_SECONDS = 60

export async function GET(request: Request): Promise<Response> {
  const page = readPage(request)
  if (page instanceof Response) return page
  const via = readWord(request, 'via', VIAS)
  if (via instanceof Response) return via
  const status = readWord(request, 'status', STATUSES)
  if (status instanceof Response) return status
  const kind = readWord(request, 'kind', KINDS)
  if (kind instanceof Response) return kind
  return json(await listSubmissions(await firstOrganizationId(), { via, status, kind, ...page }))
}

export async function POST(request: Request): Promise<Response> {
  if (isFromElsewhere(request))
    return problem(403, 'This request was made by a page of another site, so it was not accepted.')
  const wait = Number(new URL(request.url).searchParams.get('wait') || 0)
  if (!(wait >= 0 && wait <= WAIT_MAX_SECONDS))
    return problem(400, `wait must be a number of seconds from 0 to ${WAIT_MAX_SECONDS}.`)

  const organizationId = await firstOrganizationId()
  const { limits, dataDir } = readConfig()
  const accepted = await acceptBody(request, { pool: database().pool, organizationId, limits, dataDir })
  if ('refused' in accepted) return problem(400, accepted.refused)

  const submissions = await waitUntilFinal(organizationId, accepted.ids, wait)
  if (accepted.tooLarge) return problem(413, accepted.tooLarge, { submissions })
  return json({ submissions }, submissions.every(isFinal) ? 200 : 202)
}

/** A browser names the page that a request comes from; other programs send neither header. */
function isFromElsewhere(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')
  const site = request.headers.get('sec-fetch-site')
  return site !== null && site !== 'same-origin' && site !== 'none'
}

async function waitUntilFinal(organizationId: string, ids: string[], seconds: number): Promise<SubmissionRow[]> {
  const deadline = Date.now() + seconds * 1000
  for (let pauseMs = 20; ; pauseMs = Math.min(500, pauseMs * 1.5)) {
    const submissions = await getSubmissions(organizationId, ids)
    if (submissions.every(isFinal) || Date.now() + pauseMs > deadline) return submissions
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
