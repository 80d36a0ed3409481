import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'

import { pageAccess } from '#app/page-access.ts'
import { arrivalNews, firstCause } from '#components/arrivals/arrival-news.ts'
import { CheckList, CheckSkeleton } from '#components/arrivals/check-list.tsx'
import { SilentReceivers } from '#components/arrivals/silent-receivers.tsx'
import { ledgerHref } from '#components/inbox/ledger-href.ts'
import { domainHref } from '#components/layout/filter-href.ts'
import { readPart } from '#components/layout/read-part.ts'
import { Facts } from '#components/ui/facts.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { MoreLink, PageHeading, Section } from '#components/ui/section.tsx'
import { can } from '#lib/auth/access.ts'
import type { Check } from '#lib/checks/check.ts'
import { dayOfInstant } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { checkArrivals } from '#lib/inbox/check-arrivals.ts'
import { parseFilter } from '#lib/parse-filter.ts'
import { type Arrivals, getArrivals } from '#lib/queries/get-arrivals.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ domain: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Arrivals for ${readPart((await params).domain) ?? ''}` }
}

export default async function ArrivalsPage({ params }: Props) {
  const access = await pageAccess('read')
  const now = new Date()
  const today = dayOfInstant(now)
  const { filter } = parseFilter({ domain: readPart((await params).domain) ?? undefined }, today)
  if (!filter?.domain) notFound()
  const arrivals = await getArrivals(access.tenant, { domain: filter.domain, today })
  if (!arrivals) notFound()
  const { organization } = access
  const mayLedger = can(access, 'ledger')
  // Not awaited: DNS is asked while the rest is there already.
  const checking = checkArrivals(arrivals, { organization, mayLedger })
  return (
    <>
      <PageHeading title="Do reports arrive?">
        {arrivalNews(arrivals, now)}{' '}
        {!organization.isDemo && (
          <Suspense fallback="DNS is being asked whether anything is missing for reports to come by mail.">
            <Cause checking={checking} />
          </Suspense>
        )}
      </PageHeading>
      <Section
        title="What reports need to come by mail"
        aside={<MoreLink href={domainHref(arrivals.domain, filter)}>Reports about {arrivals.domain}</MoreLink>}
      >
        {organization.isDemo ? (
          <Quiet>Nothing is looked up in the demo: its domains are made up.</Quiet>
        ) : (
          <Suspense fallback={<CheckSkeleton />}>
            <Checks checking={checking} />
          </Suspense>
        )}
      </Section>
      <Section title="What came in">
        <Facts facts={mayLedger ? [...reportFacts(arrivals), ...mailFacts(arrivals)] : reportFacts(arrivals)} />
      </Section>
      <Section title="Who reported before and fell silent">
        <SilentReceivers silent={arrivals.silent} filter={filter} />
      </Section>
    </>
  )
}

async function Cause({ checking }: { checking: Promise<Check[]> }) {
  return firstCause(await checking)
}

async function Checks({ checking }: { checking: Promise<Check[]> }) {
  return <CheckList checks={await checking} />
}

function reportFacts({ lastReportAt }: Arrivals) {
  return [{ name: 'Last report', value: <Instant iso={lastReportAt} /> }]
}

function mailFacts({ domain, lastMailHereAt, lastMailAt, quarantined }: Arrivals) {
  const inbox = ledgerHref('/inbox', { status: 'quarantined', search: domain })
  return [
    { name: 'Last mail at an address for this domain', value: <Instant iso={lastMailHereAt} /> },
    { name: 'Last mail at any address', value: <Instant iso={lastMailAt} /> },
    {
      name: 'Mails in quarantine',
      value: quarantined > 0 ? <NumberLink href={inbox}>{formatCount(quarantined)}</NumberLink> : '0',
    },
  ]
}
