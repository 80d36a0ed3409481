import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { AddDomain } from '#components/domains/add-domain.tsx'
import { DomainTable } from '#components/domains/domain-table.tsx'
import { DomainsWithoutReport } from '#components/domains/domains-without-report.tsx'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { apiHref, pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { can } from '#lib/auth/access.ts'
import { windowBefore } from '#lib/filter.ts'
import { listDomains } from '#lib/queries/list-domains.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Domains' }

const ROWS = 100
/** Of the days before, whichever page of the list this is. */
const ALL = 10_000

/** Names that the list does not have. */
function without(names: string[], listed: { domain: string }[]): string[] {
  const known = new Set(listed.map(({ domain }) => domain))
  return names.filter((name) => !known.has(name))
}

export default async function DomainsPage({ searchParams }: PageProps) {
  const access = await pageAccess('read')
  const { tenant, organization } = access
  const { filter, problem, today, one } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/domains" problem={problem} />
  const cursor = one('cursor')
  const earlier = filter.compare && windowBefore(filter)
  const [{ domains, nextCursor }, before, choices] = await Promise.all([
    listDomains(tenant, filter, { limit: ROWS, cursor }),
    earlier ? listDomains(tenant, { ...filter, ...earlier }, { limit: ALL, cursor: null }) : null,
    readChoices(tenant),
  ])
  const href = (next: string | null) => pageHref('/domains', filter, { cursor: next })
  return (
    <>
      <FilterBar path="/domains" filter={filter} today={today} choices={choices} />
      <PageHeading title="Domains">
        Domains that reports are about, with the policy that the newest of them quotes. What DNS says today may be
        different.
      </PageHeading>
      {domains.length === 0 ? (
        <NothingToShow
          path="/domains"
          filter={filter}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      ) : (
        <>
          <DomainTable
            domains={domains}
            before={before && Object.fromEntries(before.domains.map((row) => [row.domain, row.messages]))}
            filter={filter}
          />
          <ExportLinks what="domains" href={apiHref('/domains', filter)} />
        </>
      )}
      {!organization.isDemo && !cursor && !nextCursor && (
        <DomainsWithoutReport filter={filter} domains={without(choices.domains, domains)} />
      )}
      {can(access, 'manage') && !organization.isDemo && (
        <Section title="Add a domain">
          <AddDomain />
        </Section>
      )}
      <Pager firstHref={cursor && href(null)} nextHref={nextCursor && href(nextCursor)} />
    </>
  )
}
