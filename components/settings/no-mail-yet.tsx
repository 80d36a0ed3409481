import { Notice } from '#components/ui/notice.tsx'

type Props = { hasListener: boolean; hasIngestDomain: boolean }

/** Why no mail from outside can arrive, and which settings are missing; nothing where none is. */
export function NoMailYet({ hasListener, hasIngestDomain }: Props) {
  if (hasListener && hasIngestDomain) return null
  return (
    <Notice title="No mail can arrive yet">
      <p>Settings are variables of the environment that Signet starts in; docs/operating.md tells of all of them.</p>
      <ul>
        {!hasIngestDomain && (
          <li>
            <code>INGEST_DOMAIN</code> is localhost, which no other machine finds: set it to a domain whose MX record
            leads here, such as reports.example.com.
          </li>
        )}
        {!hasListener && (
          <li>
            <code>SMTP_PORT</code> is 0, so nothing listens for mail: leave it out, or set it to a port.
          </li>
        )}
      </ul>
    </Notice>
  )
}
