import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { KeyForm } from '#components/settings/key-form.tsx'
import { KeyTable } from '#components/settings/key-table.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { listKeys } from '#lib/auth/list-keys.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'API keys' }

export default async function KeysPage() {
  const { organization } = await pageAccess('manage')
  const keys = await listKeys(organization.id)
  return (
    <>
      <PageHeading title="API keys">
        A program sends one as Authorization: Bearer. A key to ingest hands reports in and sees what became of them, and
        nothing else; a key to read sees everything; an admin key does everything but what concerns people.
      </PageHeading>
      <Section title={`Keys of ${organization.name}`}>
        <KeyTable keys={keys} />
      </Section>
      <Section title="Make a key">
        <KeyForm />
      </Section>
    </>
  )
}
