import { AppleClaim } from '#components/icloud/apple-claim.tsx'
import { Origin } from '#components/mail/origin.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Lists } from '#components/ui/lists.tsx'
import { Section } from '#components/ui/section.tsx'
import { claimsToBeApple } from '#lib/apple/statements.ts'
import type { ReportDetail } from '#lib/queries/rows.ts'

import { PolicyFacts } from './policy-facts.tsx'

import classes from './reports.module.css'

/** Who says so, about which days, and under which policy. Every value is the reporter's own word. */
export function ReportFacts({ report }: { report: ReportDetail }) {
  return (
    <Lists>
      <Section title="Report">
        <Facts
          facts={[
            { name: 'Reporter', value: report.orgName },
            { name: 'E-mail', value: report.email },
            { name: 'Contact', value: report.extraContactInfo },
            { name: 'Report id', value: report.externalId },
            { name: 'From', value: <Instant iso={report.begin} /> },
            { name: 'To', value: <Instant iso={report.end} /> },
            { name: 'Written by', value: report.generator },
            { name: 'As it came in', value: <RawLink report={report} /> },
            {
              name: 'Genuine',
              value: (
                <Origin authenticity={report.authenticity} reason={report.authenticityReason} mail={report.mail} />
              ),
            },
          ]}
        />
        {report.appleReporter && (
          <p className={classes.claim}>
            <AppleClaim evidence={claimsToBeApple.basis} /> {claimsToBeApple.text} What the claim rests on:{' '}
            {report.appleReporter.evidence}.
          </p>
        )}
      </Section>
      <Section title="Published policy, as the report quotes it">
        <PolicyFacts policy={report.policy} />
      </Section>
    </Lists>
  )
}

function RawLink({ report: { submissionId, bytesRemovedAt } }: { report: ReportDetail }) {
  if (bytesRemovedAt !== null)
    return (
      <>
        removed by the retention setting, <Instant iso={bytesRemovedAt} />
      </>
    )
  return (
    <a href={`/api/v1/submissions/${encodeURIComponent(submissionId)}/raw`} download>
      Download the bytes
    </a>
  )
}
