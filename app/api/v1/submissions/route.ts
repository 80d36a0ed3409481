import { can, keyOf } from '#lib/auth/access.ts'
import { AUTHENTICITIES, KINDS, STATUSES, VIAS } from '#lib/queries/ledger-words.ts'
import { SUBMISSIONS_CURSOR, listSubmissions } from '#lib/queries/list-submissions.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readWord } from '../read-query.ts'
import { acceptBody } from './accept-body.ts'
import { handIn } from './hand-in.ts'

/** A key that may only ingest lists what it sent. */
export const GET = route('outcome', async (access, request: Request) => {
  const via = readWord(request, 'via', VIAS)
  if (via instanceof Response) return via
  const status = readWord(request, 'status', STATUSES)
  if (status instanceof Response) return status
  const kind = readWord(request, 'kind', KINDS)
  if (kind instanceof Response) return kind
  const authenticity = readWord(request, 'authenticity', AUTHENTICITIES)
  if (authenticity instanceof Response) return authenticity
  const search = new URL(request.url).searchParams.get('search') || null
  const keyId = can(access, 'ledger') ? null : keyOf(access)
  return answerList(request, {
    name: 'submissions',
    cursor: SUBMISSIONS_CURSOR,
    columns: ['id', 'filename', 'via', 'status', 'reason', 'receivedAt', 'size', 'mail', 'documentCount', 'documents'],
    read: async (page) => {
      const list = { via, status, kind, authenticity, keyId, search, ...page }
      const { submissions: rows, nextCursor } = await listSubmissions(access.tenant, list)
      return { rows, nextCursor }
    },
  })
})

export const POST = route('ingest', (access, request: Request) =>
  handIn(access, request, (store) =>
    acceptBody(request, { organizationId: access.organization.id, keyId: keyOf(access) }, store),
  ),
)
