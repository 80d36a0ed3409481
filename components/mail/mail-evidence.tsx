import { Facts } from '#components/ui/facts.tsx'
import { Instant } from '#components/ui/instant.tsx'
import type { MailCheck } from '#lib/inbox/mail-check.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

type Mail = NonNullable<SubmissionRow['mail']>

/** What was found out about where a mail is from. Names in it are whatever its sender wrote: text only. */
export function MailEvidence({ mail }: { mail: Mail }) {
  const { check, peer, helo, envelopeFrom, acceptedAt } = mail
  return (
    <Facts
      facts={[
        { name: 'From', value: check?.from },
        { name: 'Envelope from', value: envelopeFrom === '' ? 'nobody: a bounce or an automatic mail' : envelopeFrom },
        {
          name: 'Handed over by',
          value: peer === null ? 'the API' : helo ? `${peer}, which calls itself ${helo}` : peer,
        },
        ...(check ? factsOf(check) : []),
        ...(acceptedAt === null ? [] : [{ name: 'Accepted', value: <Instant iso={acceptedAt} /> }]),
      ]}
    />
  )
}

const DNS = {
  answered: 'answered',
  failed: 'did not answer every question, so some results are missing',
  off: 'was not asked: look-ups are turned off',
}

function factsOf(check: MailCheck): Parameters<typeof Facts>[0]['facts'] {
  const { dkim, spf, dmarc, trusted, dns, checkedAt, isDirect } = check
  return [
    { name: 'Path', value: isDirect ? 'straight from the Internet' : 'by a relay, which hides the sender’s address' },
    {
      name: 'DKIM',
      value: dkim.length === 0 ? 'no signature' : <Signatures dkim={dkim} />,
    },
    { name: 'SPF', value: spf ? `${spf.result} for ${spf.domain}` : 'cannot be told behind a relay' },
    { name: 'DMARC', value: dmarc && wordsOf(dmarc) },
    ...(trusted
      ? [{ name: `According to ${trusted.host}`, value: `passes for ${trusted.passed.join(', ') || 'no domain'}` }]
      : []),
    { name: 'DNS', value: DNS[dns] },
    { name: 'Looked into', value: <Instant iso={checkedAt} /> },
  ]
}

function wordsOf({ domain, result, policy }: NonNullable<MailCheck['dmarc']>): string {
  if (result === 'none') return `${domain} publishes no policy`
  return `${result} for ${domain}${policy === null ? '' : ` (policy ${policy})`}`
}

function Signatures({ dkim }: Pick<MailCheck, 'dkim'>) {
  return (
    <ul>
      {dkim.map(({ domain, selector, result, comment }, index) => (
        <li key={index}>
          {result} for {domain}, selector {selector}
          {comment !== null && `: ${comment}`}
        </li>
      ))}
    </ul>
  )
}
