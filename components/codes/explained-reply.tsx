import { Said } from '#components/icloud/statement-list.tsx'
import { type CatalogueReply, type Claim, REPLY_SOURCES } from '#lib/apple/find-reply.ts'

/** What is known of one of Apple's replies, what it does not prove, and what to do first. */
export function ExplainedReply({ reply }: { reply: CatalogueReply }) {
  const { says, doesNotProve, conflicts, nextSteps } = reply
  return (
    <>
      <Claims claims={says} />
      {doesNotProve && <p>{doesNotProve}</p>}
      {conflicts.length > 0 && (
        <>
          <p>What others say of it, which does not agree:</p>
          <Claims claims={conflicts} />
        </>
      )}
      <p>What to do, in this order:</p>
      <ol>
        {nextSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  )
}

function Claims({ claims }: { claims: Claim[] }) {
  return (
    <ul>
      {claims.map(({ text, certainty, source }) => (
        <li key={text}>
          <Said statement={{ text, certainty: CERTAINTY_WORDS[certainty], basis: describe(source) }} />
        </li>
      ))}
    </ul>
  )
}

const CERTAINTY_WORDS: Record<Claim['certainty'], string> = {
  documented: 'documented by Apple',
  stated: 'the reply says so',
  observed: 'observed',
  reported: 'reported',
  judgement: 'judgement',
  unknown: 'not known',
}

function describe(source: string): string {
  const { title, url, date } = REPLY_SOURCES[source]!
  return [title, url, date].filter(Boolean).join(', ')
}
