import { setTimeout as pause } from 'node:timers/promises'

import { SingleBar } from 'cli-progress'

import type { JobKind } from '#generated/prisma/enums.ts'
import { wholeOrganization } from '#lib/db/tenant.ts'
import { getJob } from '#lib/queries/get-job.ts'
import type { JobRow } from '#lib/queries/rows.ts'

const POLL_MS = 200

type Ended<K extends JobKind> = Extract<JobRow, { kind: K }>

/** Shows how far a job comes, until it is done or has failed. @param units what it counts: "reports". */
export async function watchJob<K extends JobKind>(
  organizationId: string,
  id: string,
  units: string,
): Promise<Ended<K>> {
  const bar = new SingleBar({ format: `{bar} {value} of {total} ${units}`, noTTYOutput: true, notTTYSchedule: 5_000 })
  bar.start(0, 0)
  try {
    for (;;) {
      const job = await getJob(wholeOrganization(organizationId), id)
      if (!job) throw new Error('The job is gone.')
      bar.setTotal(job.total ?? job.done)
      bar.update(job.done)
      if (job.status === 'done' || job.status === 'failed') return job as Ended<K>
      await pause(POLL_MS)
    }
  } finally {
    bar.stop()
  }
}
