import { database } from '#lib/db/database.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { toDomain } from '#lib/dmarc/domain-name.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { countDomain } from '#lib/queries/count-deletion.ts'
import { getJob } from '#lib/queries/get-job.ts'

import { refuseOtherSites } from '../../refuse-other-sites.ts'
import { json, problem, route } from '../../respond.ts'

export const DELETE = route(async (request: Request, { params }: { params: Promise<{ domain: string }> }) => {
  const refusal = refuseOtherSites(request)
  if (refusal) return refusal
  const organizationId = await firstOrganizationId()
  const domain = toDomain((await params).domain)
  if (!domain || domain.includes('\0') || !(await countDomain(organizationId, domain)))
    return problem(404, 'There is no domain of this name.')
  const id = await startJob(database().pool, { organizationId, kind: 'delete_domain', subject: { domain } })
  return json({ job: await getJob(organizationId, id) }, 202)
})
