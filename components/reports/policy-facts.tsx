import { Facts } from '#components/ui/facts.tsx'
import { explainPolicy } from '#lib/dmarc/explain-policy.ts'
import type { PublishedPolicy } from '#lib/dmarc/report.ts'

import classes from './reports.module.css'

const DISCOVERY = { psl: 'public suffix list', treewalk: 'DNS tree walk' } as const

/** What the reporter says it found in DNS then; DNS may say something else today. */
export function PolicyFacts({ policy }: { policy: PublishedPolicy }) {
  const word = (name: string, value: string | number | null) => policy.raw?.[name] ?? value
  const facts = [
    { name: 'Domain', value: policy.domain },
    { name: 'Policy (p)', value: word('p', policy.p) },
    { name: 'Subdomains (sp)', value: word('sp', policy.sp) },
    { name: 'Non-existent (np)', value: word('np', policy.np) },
    { name: 'DKIM alignment', value: word('adkim', policy.adkim) },
    { name: 'SPF alignment', value: word('aspf', policy.aspf) },
    { name: 'Percent (pct)', value: word('pct', policy.pct) },
    { name: 'Failure reports (fo)', value: policy.fo },
  ]
  if (policy.testing !== null) facts.push({ name: 'Test mode (t)', value: policy.testing ? 'yes' : 'no' })
  if (policy.discoveryMethod) facts.push({ name: 'Found by', value: DISCOVERY[policy.discoveryMethod] })
  return (
    <>
      <ul className={classes.words}>
        {explainPolicy(policy).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Facts facts={facts} />
    </>
  )
}
