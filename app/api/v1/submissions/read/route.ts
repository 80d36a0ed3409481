import { database } from '#lib/db/database.ts'
import { asTenant } from '#lib/db/tenant.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { getJob } from '#lib/queries/get-job.ts'
import { KINDS } from '#lib/queries/ledger-words.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { readWord } from '../../read-query.ts'
import { json } from '../../respond.ts'

/** Has all submissions that hold a document of `?kind=` read again, or all there are: a job. */
export const POST = route('manage', async (access, request: Request) => {
  const documentKind = readWord(request, 'kind', KINDS)
  if (documentKind instanceof Response) return documentKind
  const { tenant } = access
  const { organizationId } = tenant
  const id = await startJob(asTenant(database().pool, organizationId), {
    organizationId,
    kind: 'read_again',
    subject: { documentKind },
  })
  await audit(access, request, 'read-again', { kind: documentKind ?? 'all' })
  return json({ job: await getJob(tenant, id) }, 202)
})
