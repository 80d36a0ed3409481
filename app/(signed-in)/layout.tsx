import type { ReactNode } from 'react'

import { requireSomebody } from '#app/page-access.ts'
import { AccountMenu } from '#components/layout/account-menu.tsx'
import { DemoBand } from '#components/layout/demo-band.tsx'
import { Frame } from '#components/layout/frame.tsx'
import { type Asker, can } from '#lib/auth/access.ts'

/**
 * Around every page that nobody may see unasked. It stands outside of what streams, so that nobody is answered with a redirect of
 * HTTP; each page asks for itself as well, because a layout is not made again when its reader goes from page to page.
 */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const asker = await requireSomebody()
  const { access } = asker
  return (
    <Frame
      band={access?.organization.isDemo ? <DemoBand /> : null}
      account={<AccountMenu {...accountOf(asker)} />}
      may={{
        ledger: access !== null && can(access, 'ledger'),
        // The demo says there why nothing goes in.
        ingest: access !== null && (access.organization.isDemo || can(access, 'ingest')),
        settings: asker.signedIn !== null,
      }}
    >
      {children}
    </Frame>
  )
}

function accountOf({ access, signedIn }: Asker) {
  return {
    email: signedIn?.user.email ?? null,
    organizationId: access?.organization.id ?? null,
    organizations: signedIn?.memberships.map(({ organization: { id, name } }) => ({ id, name })) ?? [],
  }
}
