import { can } from '#lib/auth/access.ts'
import { toDomain } from '#lib/dmarc/domain-name.ts'
import { dayOfInstant } from '#lib/filter.ts'
import { checkArrivals } from '#lib/inbox/check-arrivals.ts'
import { getArrivals } from '#lib/queries/get-arrivals.ts'

import { route } from '../../../handle.ts'
import { json, problem } from '../../../respond.ts'

export const GET = route(
  'read',
  async (access, _request: Request, { params }: { params: Promise<{ domain: string }> }) => {
    const domain = toDomain((await params).domain)
    const arrivals =
      domain && !domain.includes('\0')
        ? await getArrivals(access.tenant, { domain, today: dayOfInstant(new Date()) })
        : null
    if (!arrivals) return problem(404, 'There is no domain of this name.')
    const { lastMailAt, lastReportAt, silent } = arrivals
    const checks = await checkArrivals(arrivals, {
      organization: access.organization,
      mayLedger: can(access, 'ledger'),
    })
    return json({ domain, checks, lastMailAt, lastReportAt, silent })
  },
)
