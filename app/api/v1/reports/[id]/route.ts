import { database } from '#lib/db/database.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { RECORDS_GONE, deleteReport } from '#lib/deletion/delete-report.ts'
import { getReport } from '#lib/queries/get-report.ts'

import { refuseOtherSites } from '../../refuse-other-sites.ts'
import { json, problem, route } from '../../respond.ts'

export const GET = route(async (_: Request, { params }: { params: Promise<{ id: string }> }) => {
  const report = await getReport(await firstOrganizationId(), (await params).id)
  return report ? json(report) : problem(404, 'There is no report with this id.')
})

export const DELETE = route(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const refusal = refuseOtherSites(request)
  if (refusal) return refusal
  const deletion = await deleteReport(database().pool, await firstOrganizationId(), (await params).id)
  if (deletion === 'missing') return problem(404, 'There is no report with this id.')
  if (deletion === 'records-gone') return problem(409, RECORDS_GONE)
  return new Response(null, { status: 204 })
})
