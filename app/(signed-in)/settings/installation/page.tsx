import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { SettingTable } from '#components/settings/setting-table.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { listSettings } from '#lib/settings/list-settings.ts'
import { isTestable } from '#lib/settings/test-setting.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Installation' }

export default async function InstallationPage() {
  await pageAccess('install')
  const settings = listSettings().map((setting) => ({ ...setting, isTestable: isTestable(setting.name) }))
  return (
    <>
      <PageHeading title="Installation">
        Settings are variables of the environment that Signet starts in; a change takes effect at the next start. Of a
        secret it is only said whether it is set.
      </PageHeading>
      <Section title="Settings">
        <SettingTable caption="Settings" settings={settings.filter(({ isUsed }) => isUsed)} />
      </Section>
      <Section title="Not used by this version">
        <SettingTable caption="Settings that are not used yet" settings={settings.filter(({ isUsed }) => !isUsed)} />
      </Section>
    </>
  )
}
