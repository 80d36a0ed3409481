import { database } from '#lib/db/database.ts'
import { releaseSubmission } from '#lib/quarantine/release-submission.ts'
import { getSubmissions } from '#lib/queries/list-submissions.ts'

import { audit } from '../../../audit-request.ts'
import { route } from '../../../handle.ts'
import { readJson } from '../../../read-json.ts'
import { json, problem } from '../../../respond.ts'

/** Takes what is in quarantine; `trustPath` has all be taken from now on that comes the same way. */
export const POST = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const body = await readJson(request, { trustPath: 'boolean' })
    if (body instanceof Response) return body
    const { tenant } = access
    const { organizationId } = tenant
    const { id: submissionId } = await params
    const { release, paths } = await releaseSubmission(database().pool, { organizationId, submissionId }, body)
    if (release === 'missing') return problem(404, 'There is no submission with this id.')
    if (release === 'not-waiting') return problem(409, 'Nothing in this submission is in quarantine.')
    if (release === 'no-bytes')
      return problem(409, 'The bytes of this submission are not kept any more, so it cannot be read and stored.')
    if (release === 'no-path')
      return problem(
        409,
        'It came unsigned by a relay, by which everything comes, so there is no path to trust. Accept it alone.',
      )
    const [submission] = await getSubmissions(tenant, [submissionId])
    await audit(access, request, 'mail-accepted', { id: submissionId })
    for (const path of paths) await audit(access, request, 'path-trusted', { path })
    return json(submission, 202)
  },
)
