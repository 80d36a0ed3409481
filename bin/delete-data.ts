import { SingleBar } from 'cli-progress'

import { readConfig } from '#lib/config.ts'
import { asTenant, wholeOrganization } from '#lib/db/tenant.ts'
import { deleteOrganization } from '#lib/deletion/delete-organization.ts'
import { RECORDS_GONE, deleteReport } from '#lib/deletion/delete-report.ts'
import { toDomain } from '#lib/dmarc/domain-name.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { countDomain, countOrganization } from '#lib/queries/count-deletion.ts'
import { getReport } from '#lib/queries/get-report.ts'

import { startWorking } from '../worker/main.ts'
import { chooseOrganization, takeOrganization } from './choose-organization.ts'
import { confirm } from './confirm.ts'
import { type Installation, withInstallation } from './installation.ts'
import { watchJob } from './watch-job.ts'

/**
 * `signet delete report ID | domain NAME | organization ID`: says what goes, has the name typed unless it is told `--yes`, and
 * deletes it. Exits with 0 when it is gone, 1 when it is not, 2 when there is no such thing.
 */

const USAGE = 'Usage: npm run signet -- delete report ID | domain NAME | organization ID [--organization ID] [--yes]'

/** What is to go: in words, by the name to type, and how. */
type Deletion = { what: string; name: string; run: () => Promise<number> }
type Place = Installation & { organizationId: string }
type Find = (name: string, place: Place) => Promise<Deletion | string>

const FIND: Record<string, Find> = { report: findReport, domain: findDomain, organization: findOrganization }

export async function deleteData(args: string[]): Promise<number> {
  const { organization, rest: words } = takeOrganization(args)
  const [kind = '', name, ...rest] = words.filter((word) => word !== '--yes')
  if (!Object.hasOwn(FIND, kind) || !name || rest.length > 0) {
    console.error(USAGE)
    return 2
  }
  return withInstallation(readConfig(), async (installation) => {
    const { id: organizationId } = await chooseOrganization(organization)
    const deletion = await FIND[kind]!(name, { ...installation, organizationId })
    if (typeof deletion === 'string') {
      console.error(deletion)
      return 2
    }
    console.log(`This deletes ${deletion.what}. It cannot be undone.`)
    if (!args.includes('--yes') && !(await confirm(deletion.name))) {
      console.error('Nothing was deleted.')
      return 1
    }
    return deletion.run()
  })
}

async function findReport(id: string, { pool, organizationId }: Place): Promise<Deletion | string> {
  const report = await getReport(wholeOrganization(organizationId), id)
  if (!report) return 'There is no report with this id.'
  const run = async (): Promise<number> => {
    const deletion = await deleteReport(pool, organizationId, id)
    if (deletion === 'records-gone') console.error(RECORDS_GONE)
    else console.log('The report was deleted.')
    return deletion === 'records-gone' ? 1 : 0
  }
  const counts = `${report.records} records, ${report.messages} messages`
  return {
    what: `the report ${report.externalId} of ${report.reporter} about ${report.domain} (${counts})`,
    name: id,
    run,
  }
}

async function findDomain(written: string, { pool, config, organizationId }: Place): Promise<Deletion | string> {
  const domain = toDomain(written)
  const counts = domain && (await countDomain(wholeOrganization(organizationId), domain))
  if (!counts) return 'There is no domain of this name.'
  const run = async (): Promise<number> => {
    const worker = await startWorking(pool, config)
    try {
      const id = await startJob(asTenant(pool, organizationId), {
        organizationId,
        kind: 'delete_domain',
        subject: { domain },
      })
      const { status, result, reason } = await watchJob<'delete_domain'>(organizationId, id, 'reports')
      console.log(`${result.reports} reports with ${result.messages} messages were deleted.`)
      if (reason) console.error(reason)
      return status === 'done' ? 0 : 1
    } finally {
      await worker.stop()
    }
  }
  return { what: `${domain}: ${counts.reports} reports, ${counts.messages} messages`, name: domain, run }
}

async function findOrganization(id: string, { pool }: Place): Promise<Deletion | string> {
  const counts = await countOrganization(id)
  if (!counts) return 'There is no organization with this id.'
  const run = async (): Promise<number> => {
    const bar = new SingleBar({ format: '{bar} {value} of {total} reports and submissions', noTTYOutput: true })
    bar.start(counts.reports + counts.submissions, 0)
    try {
      await deleteOrganization(pool, id, (removed) => bar.increment(removed))
    } finally {
      bar.stop()
    }
    console.log('The organization was deleted.')
    return 0
  }
  const { name, domains, reports, submissions, messages } = counts
  const what = `the organization ${name}: ${submissions} submissions, ${domains} domains, ${reports} reports, ${messages} messages`
  return { what, name, run }
}
