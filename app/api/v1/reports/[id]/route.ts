import { firstOrganizationId } from '#lib/db/organization.ts'
import { getReport } from '#lib/queries/get-report.ts'

import { json, problem } from '../../respond.ts'

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const report = await getReport(await firstOrganizationId(), (await params).id)
  return report ? json(report) : problem(404, 'There is no report with this id.')
}
