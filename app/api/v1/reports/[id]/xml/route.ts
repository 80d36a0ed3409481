import { Readable } from 'node:stream'

import { secretKey } from '#lib/auth/secret-key.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { sealerOf } from '#lib/db/seal.ts'
import { NotOpened } from '#lib/ingest/read-chunks.ts'
import { readReportXml } from '#lib/ingest/read-report-xml.ts'
import { getReport } from '#lib/queries/get-report.ts'

import { route } from '../../../handle.ts'
import { problem } from '../../../respond.ts'
import { firstOf, startingWith } from '../../../starting-with.ts'

/** The XML of a report as its reporter wrote it, always as a download: a browser must never show what a stranger sent. */
export const GET = route('read', async ({ tenant }, _: Request, { params }: { params: Promise<{ id: string }> }) => {
  const report = await getReport(tenant, (await params).id)
  if (!report) return problem(404, 'There is no report with this id.')
  const config = readConfig()
  const { limits, dataDir } = config
  const xml = readReportXml(
    { organizationId: tenant.organizationId, reportId: report.id },
    { pool: database().pool, sealer: sealerOf(secretKey(config)), limits, dataDir },
  )
  const first = await firstOf(xml)
  if (first instanceof NotOpened) return problem(409, first.message)
  if (first.done) return problem(410, 'The bytes that this report came in are no longer kept.')
  return new Response(Readable.toWeb(Readable.from(startingWith(first.value, xml))) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="report-${report.id}.xml"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    },
  })
})
