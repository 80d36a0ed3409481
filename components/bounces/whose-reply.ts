import type { Statement } from '#lib/apple/statements.ts'
import type { BounceRow } from '#lib/queries/rows.ts'

const RESTS_ON = {
  host: 'The host that replied is one of Apple’s hosts for incoming mail.',
  mx: 'Apple’s hosts were the mail exchangers of the recipient’s domain, as the carrier says.',
  recipient:
    'The recipient’s domain is one of Apple’s. Which host replied is not stated, and nothing speaks against Apple.',
  text: 'The words are Apple’s own. Neither a host nor a recipient is stated that would show it.',
} as const

/** Whose answer it is, in a sentence with its certainty and what that rests on. */
export function whoseReply(bounce: BounceRow): Statement {
  const { kind, isIcloud, basis, certainty, remoteHost } = bounce
  if (kind === 'suppressed')
    return observed(
      'Nobody’s at the receiver: the provider that sends for you did not send the message.',
      'The provider says so in its event.',
    )
  if (kind === 'unreachable')
    return observed(
      'Nobody’s: no host answered, so the reason is that of the sending server.',
      'The carrier states no reply.',
    )
  if (isIcloud)
    return {
      certainty: certainty === 'yes' ? 'observed' : 'inferred',
      text: certainty === 'yes' ? 'Apple’s, for iCloud.' : 'Apple’s, for iCloud, as far as can be told.',
      basis: RESTS_ON[basis ?? 'text'],
    }
  if (certainty === 'unknown')
    return {
      certainty: 'unknowable',
      text: 'It cannot be told. It could be Apple’s, but other receivers use the same words. The line of the mail log with the host that replied, or the whole bounce, would tell.',
      basis: 'The reply names no host, and no recipient was stated.',
    }
  if (remoteHost === null)
    return { certainty: 'unknowable', text: 'The host that replied is not named.', basis: 'The carrier names none.' }
  return observed(`That of ${remoteHost}. It is not Apple’s.`, 'The host that replied, as the carrier names it.')
}

function observed(text: string, basis: string): Statement {
  return { certainty: 'observed', text, basis }
}
