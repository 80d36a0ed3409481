import type { ReactNode } from 'react'

import { readPageAsker } from '#app/page-access.ts'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { can } from '#lib/auth/access.ts'
import type { Permission } from '#lib/auth/roles.ts'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { access } = await readPageAsker()
  const may = (permission: Permission): boolean => access !== null && can(access, permission)
  return (
    <>
      <SettingsTabs
        tabs={[
          { href: '/settings', label: 'Profile', isOpen: true },
          { href: '/settings/members', label: 'Members', isOpen: may('people') },
          { href: '/settings/ingest', label: 'Ingest', isOpen: may('ledger') },
          { href: '/settings/keys', label: 'API keys', isOpen: may('manage') },
          { href: '/settings/organization', label: 'Organizations', isOpen: true },
          { href: '/settings/audit', label: 'Audit log', isOpen: may('own') },
          { href: '/settings/installation', label: 'Installation', isOpen: may('install') },
        ]}
      />
      {children}
    </>
  )
}
