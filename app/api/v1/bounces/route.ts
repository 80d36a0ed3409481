import { parseBounceFilter, withAllDays } from '#lib/bounce-filter.ts'
import { dayOfInstant } from '#lib/filter.ts'
import { BOUNCES_CURSOR, listBounces } from '#lib/queries/list-bounces.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { problem } from '../respond.ts'

/** A log may tell of old days: without days, the list has all of them. */
export const GET = route('read', async ({ tenant }, request: Request) => {
  const params = withAllDays(Object.fromEntries(new URL(request.url).searchParams))
  const { filter, problem: sentence } = parseBounceFilter(params, dayOfInstant(new Date()))
  if (!filter) return problem(400, sentence)
  return answerList(request, {
    name: 'bounces',
    cursor: BOUNCES_CURSOR,
    columns: [
      'id',
      'submissionId',
      'kind',
      'at',
      'receiver',
      'receiverName',
      'isIcloud',
      'basis',
      'certainty',
      'verified',
      'proof',
      'recipientDomain',
      'remoteHost',
      'code',
      'group',
      'status',
      'smtpCode',
      'reply',
      'phase',
      'class',
      'sourceIp',
      'headerFrom',
    ],
    read: async (page) => {
      const { bounces: rows, nextCursor } = await listBounces(tenant, filter, page)
      return { rows, nextCursor }
    },
  })
})
