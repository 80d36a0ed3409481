import { Notice } from '#components/ui/notice.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import { formatCounted } from '#lib/format/format-count.ts'
import type { UnknownDomain } from '#lib/queries/rows.ts'

import classes from './overview.module.css'

/** Domains that genuine reports came about, and that are not the organization's yet. */
export function UnknownDomains({ domains, mayAdd }: { domains: UnknownDomain[]; mayAdd: boolean }) {
  if (domains.length === 0) return null
  return (
    <Notice title="Reports wait for a domain">
      <p>
        These came by mail from who they say, about a domain that your organization does not have. They are counted once
        somebody says that it is yours.
      </p>
      <ul className={classes.waiting}>
        {domains.map(({ domain, reports, messages, reporters }) => (
          <li key={domain}>
            <span>
              <a href={`/inbox?${new URLSearchParams({ status: 'quarantined', search: domain })}`}>{domain}</a>:{' '}
              {formatCounted(reports, 'report')} of {formatCounted(messages, 'message')} from {reporters.join(', ')}
            </span>
            {mayAdd && (
              <SendButton
                method="POST"
                to="/api/v1/domains"
                body={{ domain }}
                label="This is my domain"
                about={domain}
              />
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
