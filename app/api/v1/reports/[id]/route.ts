import { firstOrganizationId } from '#lib/db/organization.ts'
import { getReport } from '#lib/queries/get-report.ts'

import { json, problem, route } from '../../respond.ts'

export const GET = route(async (_: Request, { params }: { params: Promise<{ id: string }> }) => {
  const report = await getReport(await firstOrganizationId(), (await params).id)
  return report ? json(report) : problem(404, 'There is no report with this id.')
})
