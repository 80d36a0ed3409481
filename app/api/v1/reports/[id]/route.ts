import { database } from '#lib/db/database.ts'
import { RECORDS_GONE, deleteReport } from '#lib/deletion/delete-report.ts'
import { getReport } from '#lib/queries/get-report.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

export const GET = route(
  'read',
  async ({ tenant }, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const report = await getReport(tenant, (await params).id)
    return report ? json(report) : problem(404, 'There is no report with this id.')
  },
)

export const DELETE = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const { id } = await params
    const report = await getReport(access.tenant, id)
    const deletion = await deleteReport(database().pool, access.tenant.organizationId, id)
    if (deletion === 'missing') return problem(404, 'There is no report with this id.')
    if (deletion === 'records-gone') return problem(409, RECORDS_GONE)
    await audit(access, request, 'report-deleted', {
      reporter: report?.reporter ?? null,
      domain: report?.domain ?? null,
      id,
    })
    return new Response(null, { status: 204 })
  },
)
