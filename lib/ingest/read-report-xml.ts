import path from 'node:path'

import type pg from 'pg'

import type { Sealer } from '../db/seal.ts'
import { asTenant } from '../db/tenant.ts'
import type { Limits } from '../unpack/limits.ts'
import { Spool } from '../unpack/spool.ts'
import { unpack } from '../unpack/unpack.ts'
import { readChunks } from './read-chunks.ts'

type Deps = { pool: pg.Pool; sealer: Sealer; limits: Limits; dataDir: string }

/**
 * The XML of a stored report, taken out of the bytes that it came in once more.
 * @returns nothing where the bytes are no longer kept.
 * @throws NotOpened
 */
export async function* readReportXml(
  { organizationId, reportId }: { organizationId: string; reportId: string },
  { pool, sealer, limits, dataDir }: Deps,
): AsyncGenerator<Buffer> {
  const { rows } = await asTenant(pool, organizationId).query<{ submissionId: string; ordinal: number }>(
    `select d."submissionId", d.ordinal from report p
     join document d on d."organizationId" = p."organizationId" and d."submissionId" = p."submissionId" and d."reportId" = p.id
     where p."organizationId" = $1 and p.id = $2 order by d.status = 'stored' desc, d.ordinal limit 1`,
    [organizationId, reportId],
  )
  const place = rows[0]
  if (!place) return
  const directory = path.join(dataDir, 'tmp')
  const bytes = await Spool.from(
    readChunks({ organizationId, submissionId: place.submissionId }, { pool, sealer }),
    directory,
  )
  try {
    if (bytes.size === 0) return
    for await (const { ordinal, bytes: xml } of unpack(bytes, { limits, directory })) {
      if (ordinal !== place.ordinal) continue
      if (xml) yield* xml.read()
      return
    }
  } finally {
    await bytes.close()
  }
}
