import { database } from '#lib/db/database.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { getJob } from '#lib/queries/get-job.ts'
import { KINDS } from '#lib/queries/ledger-words.ts'

import { readWord } from '../../read-query.ts'
import { refuseOtherSites } from '../../refuse-other-sites.ts'
import { json, route } from '../../respond.ts'

/** Has all submissions that hold a document of `?kind=` read again, or all there are: a job. */
export const POST = route(async (request: Request) => {
  const refusal = refuseOtherSites(request)
  if (refusal) return refusal
  const documentKind = readWord(request, 'kind', KINDS)
  if (documentKind instanceof Response) return documentKind
  const organizationId = await firstOrganizationId()
  const id = await startJob(database().pool, { organizationId, kind: 'read_again', subject: { documentKind } })
  return json({ job: await getJob(organizationId, id) }, 202)
})
