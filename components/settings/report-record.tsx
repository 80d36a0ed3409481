import { AutoSelect } from '#components/layout/auto-controls.tsx'
import { FilterForm } from '#components/layout/filter-form.tsx'
import { CopyLine } from '#components/ui/copy-line.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import type { ReportRecords, TxtRecord } from '#lib/inbox/report-records.ts'

import classes from './settings.module.css'

type Props = {
  domain: string
  /** To choose from; none where no domain is known yet. */
  domains: string[]
  /** Null when no address takes mail for the domain. */
  records: ReportRecords | null
  ingestDomain: string
}

/** What to publish so that reports on a domain come here. */
export function ReportRecord({ domain, domains, records, ingestDomain }: Props) {
  return (
    <div className={classes.record}>
      {domains.length > 0 ? (
        <FilterForm action="/settings/ingest" key={domain}>
          <AutoSelect name="domain" label="Domain" value={domain}>
            {domains.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </AutoSelect>
          <noscript>
            <button type="submit">Show</button>
          </noscript>
        </FilterForm>
      ) : (
        <p>Signet knows no domain of yours yet. Put yours in place of {domain}.</p>
      )}
      {records ? <Records records={records} ingestDomain={ingestDomain} /> : <Quiet>{NO_ADDRESS}</Quiet>}
    </div>
  )
}

const NO_ADDRESS = 'No address for DMARC reports on this domain is on: turn one on, or make one below.'

function Records({ records, ingestDomain }: { records: ReportRecords; ingestDomain: string }) {
  const { domain, policy, addition, permission } = records
  return (
    <>
      <Txt record={policy} what="the record" />
      <p>
        Where {domain} has a DMARC record already, keep it as it is. Without a rua, it gets the one above; otherwise
        only add this to the end of what its rua says:
      </p>
      <CopyLine label="Addition to rua" text={addition} />
      {permission && (
        <>
          <h3>Permission</h3>
          <p>
            {ingestDomain} is not part of {domain}. Reporters send reports elsewhere only where this is wanted, so
            whoever runs {ingestDomain} publishes there:
          </p>
          <Txt record={permission.one} what="the permission" />
          <p>
            In its place, a record of the name <code>{permission.all.name}</code> with the same value does for all
            domains.
          </p>
        </>
      )}
    </>
  )
}

function Txt({ record, what }: { record: TxtRecord; what: string }) {
  return (
    <Facts
      facts={[
        { name: 'Name', value: <CopyLine label={`Name of ${what}`} text={record.name} /> },
        { name: 'Type', value: 'TXT' },
        { name: 'Value', value: <CopyLine label={`Value of ${what}`} text={record.value} /> },
      ]}
    />
  )
}
