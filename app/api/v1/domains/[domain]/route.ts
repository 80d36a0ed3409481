import { database } from '#lib/db/database.ts'
import { asTenant } from '#lib/db/tenant.ts'
import { toDomain } from '#lib/dmarc/domain-name.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { countDomain } from '#lib/queries/count-deletion.ts'
import { getJob } from '#lib/queries/get-job.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

export const DELETE = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ domain: string }> }) => {
    const { tenant } = access
    const { organizationId } = tenant
    const domain = toDomain((await params).domain)
    if (!domain || domain.includes('\0') || !(await countDomain(tenant, domain)))
      return problem(404, 'There is no domain of this name.')
    const id = await startJob(asTenant(database().pool, organizationId), {
      organizationId,
      kind: 'delete_domain',
      subject: { domain },
    })
    await audit(access, request, 'domain-deleted', { domain })
    return json({ job: await getJob(tenant, id) }, 202)
  },
)
