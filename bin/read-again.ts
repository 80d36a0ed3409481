import type { Kind } from '#generated/prisma/enums.ts'
import { readConfig } from '#lib/config.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { asTenant } from '#lib/db/tenant.ts'
import { readAgain } from '#lib/ingest/read-again.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { isUuid } from '#lib/queries/is-uuid.ts'
import { KINDS } from '#lib/queries/ledger-words.ts'

import { startWorking } from '../worker/main.ts'
import { type Installation, withInstallation } from './installation.ts'
import { watchJob } from './watch-job.ts'

/**
 * `signet read-again all | KIND | ID`: has all submissions, those with a document of one kind, or a single one read again. Exits
 * with 0 when that is done, 1 when it failed, 2 when there is no such kind or submission.
 */

const USAGE = `Usage: npm run signet -- read-again all | KIND | ID   (KIND: ${KINDS.join(', ')})`

export async function readSubmissionsAgain([what, ...rest]: string[]): Promise<number> {
  const kind = KINDS.find((word) => word === what) ?? null
  if (!what || rest.length > 0 || !(kind || what === 'all' || isUuid(what))) {
    console.error(USAGE)
    return 2
  }
  return withInstallation(readConfig(), async (installation) => {
    const worker = await startWorking(installation.pool, installation.config)
    try {
      return await (isUuid(what) ? readOne(what, installation) : readMany(kind, installation))
    } finally {
      await worker.stop()
    }
  })
}

async function readOne(submissionId: string, { pool }: Installation): Promise<number> {
  const isTaken = await readAgain(pool, { organizationId: await firstOrganizationId(), submissionId })
  if (isTaken) console.log('It is being read again; its line in the inbox says what becomes of it.')
  else console.error('There is no submission with this id whose bytes are kept and that is not being read by now.')
  return isTaken ? 0 : 2
}

async function readMany(documentKind: Kind | null, { pool }: Installation): Promise<number> {
  const organizationId = await firstOrganizationId()
  const id = await startJob(asTenant(pool, organizationId), {
    organizationId,
    kind: 'read_again',
    subject: { documentKind },
  })
  const job = await watchJob<'read_again'>(organizationId, id, 'submissions')
  const { submissions, documentsChanged } = job.result
  console.log(`${submissions} submissions were read again; of their documents, ${documentsChanged} have changed.`)
  if (job.reason) console.error(job.reason)
  return job.status === 'done' ? 0 : 1
}
