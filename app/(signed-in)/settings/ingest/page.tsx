import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { AddressForm } from '#components/settings/address-form.tsx'
import { AddressTable } from '#components/settings/address-table.tsx'
import { EndpointForm } from '#components/settings/endpoint-form.tsx'
import { EndpointTable } from '#components/settings/endpoint-table.tsx'
import { MailByHttp } from '#components/settings/mail-by-http.tsx'
import { NoMailYet } from '#components/settings/no-mail-yet.tsx'
import { ReportRecord } from '#components/settings/report-record.tsx'
import { TrustedPathTable } from '#components/settings/trusted-path-table.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { can } from '#lib/auth/access.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { addressFor } from '#lib/inbox/address-for.ts'
import { listAddresses } from '#lib/inbox/ingest-addresses.ts'
import { reportRecords } from '#lib/inbox/report-records.ts'
import { listTrustedPaths } from '#lib/quarantine/trusted-paths.ts'
import { listDomainNames } from '#lib/queries/list-domains.ts'
import { listEndpoints } from '#lib/webhooks/event-endpoints.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Ingest' }

/** Stands for a domain where none is known yet. */
const SOME_DOMAIN = 'example.com'

export default async function IngestPage({ searchParams }: PageProps) {
  const access = await pageAccess('ledger')
  const { one } = await readAddress(searchParams)
  const { ingestDomain, smtp, baseUrl } = readConfig()
  const mayManage = can(access, 'manage') && !access.organization.isDemo
  const [addresses, reported, paths, endpoints] = await Promise.all([
    listAddresses(access.tenant, ingestDomain),
    listDomainNames(access.tenant),
    listTrustedPaths(database().pool, access.tenant.organizationId),
    mayManage ? listEndpoints(access.tenant.organizationId) : [],
  ])
  const named = addresses.flatMap(({ domain }) => domain ?? [])
  const domains = [...new Set([...reported, ...named])].toSorted()
  const domain = domains.find((name) => name === one('domain')) ?? domains[0] ?? SOME_DOMAIN
  const address = addressFor(domain, addresses)
  const hasIngestDomain = ingestDomain !== 'localhost'
  return (
    <>
      <PageHeading title="Ingest">
        Reports that are mailed to an ingest address are checked and counted; those about a domain that you do not have
        wait in the <a href="/inbox?status=quarantined">Inbox</a>. Whoever knows an address can send to it; an address
        that gets what it should not is rotated: a new one is made, and the old one takes mail for 30 days more.
      </PageHeading>
      <NoMailYet hasListener={smtp !== null} hasIngestDomain={hasIngestDomain} />
      <Section title="Record to publish">
        {hasIngestDomain ? (
          <ReportRecord
            domain={domain}
            domains={domains}
            records={address === null ? null : reportRecords(domain, address)}
            ingestDomain={ingestDomain}
          />
        ) : (
          <Quiet>There is nothing to publish before INGEST_DOMAIN is set.</Quiet>
        )}
      </Section>
      <Section title={`Addresses of ${access.organization.name}`}>
        <AddressTable addresses={addresses} mayManage={mayManage} ingestDomain={ingestDomain} />
      </Section>
      {mayManage && (
        <Section title="Make an address">
          <AddressForm />
        </Section>
      )}
      {paths.length > 0 && (
        <Section title="Trusted paths">
          <Quiet>
            Reports that come this way are counted although they cannot be shown to be genuine, because somebody said so
            in the Inbox.
          </Quiet>
          <TrustedPathTable paths={paths} mayManage={mayManage} />
        </Section>
      )}
      <Section title="Mail over HTTP">
        <MailByHttp baseUrl={baseUrl} mayManage={mayManage} />
      </Section>
      {mayManage && (
        <Section title="Events from providers">
          <Quiet>
            What became of each message, as a provider that sends your mail tells it. Those that sign what they send get
            an endpoint each. Postmark, SparkPost and Brevo do not sign: give them a <a href="/settings/keys">key</a> of
            the scope ingest, as docs/ingest/events.md says.
          </Quiet>
          <EndpointTable endpoints={endpoints} baseUrl={baseUrl} />
          <EndpointForm baseUrl={baseUrl} />
        </Section>
      )}
    </>
  )
}
