import type { Kind } from '#generated/prisma/enums.ts'
import { readConfig } from '#lib/config.ts'
import { asTenant } from '#lib/db/tenant.ts'
import { readAgain } from '#lib/ingest/read-again.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { isUuid } from '#lib/queries/is-uuid.ts'
import { KINDS } from '#lib/queries/ledger-words.ts'

import { startWorking } from '../worker/main.ts'
import { chooseOrganization, takeOrganization } from './choose-organization.ts'
import { type Installation, withInstallation } from './installation.ts'
import { watchJob } from './watch-job.ts'

/**
 * `signet read-again all | KIND | ID`: has all submissions, those with a document of one kind, or a single one read again. Exits
 * with 0 when that is done, 1 when it failed, 2 when there is no such kind or submission.
 */

const USAGE = `Usage: npm run signet -- read-again all | KIND | ID [--organization ID]   (KIND: ${KINDS.join(', ')})`

export async function readSubmissionsAgain(args: string[]): Promise<number> {
  const { organization, rest: words } = takeOrganization(args)
  const [what, ...rest] = words
  const kind = KINDS.find((word) => word === what) ?? null
  if (!what || rest.length > 0 || !(kind || what === 'all' || isUuid(what))) {
    console.error(USAGE)
    return 2
  }
  return withInstallation(readConfig(), async (installation) => {
    const { id: organizationId } = await chooseOrganization(organization)
    const worker = await startWorking(installation.pool, installation.config)
    try {
      return await (isUuid(what)
        ? readOne(what, { ...installation, organizationId })
        : readMany(kind, { ...installation, organizationId }))
    } finally {
      await worker.stop()
    }
  })
}

type Place = Installation & { organizationId: string }

async function readOne(submissionId: string, { pool, organizationId }: Place): Promise<number> {
  const isTaken = await readAgain(pool, { organizationId, submissionId })
  if (isTaken) console.log('It is being read again; its line in the inbox says what becomes of it.')
  else console.error('There is no submission with this id whose bytes are kept and that is not being read by now.')
  return isTaken ? 0 : 2
}

async function readMany(documentKind: Kind | null, { pool, organizationId }: Place): Promise<number> {
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
