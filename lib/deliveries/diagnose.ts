import { type CatalogueReply, type Claim, UNKNOWABLE, findReply } from '../apple/find-reply.ts'
import type { Delivery } from '../bounce/delivery.ts'
import { readText } from '../bounce/read-text.ts'
import { hideLocalParts } from '../redact.ts'
import { CLASS_WORDS } from './class-words.ts'
import { judgeDelivery } from './judge-delivery.ts'
import type { Judgement } from './judgement.ts'

/** What a pasted text says, for who has nothing else. Nothing of it is kept. */
export type Diagnosis = Omit<Judgement, 'receiver' | 'replyGroup' | 'replyClass'> & {
  /** Id of the receiver. */
  receiver: string | null
  status: string | null
  /** The innermost reply, with local parts of addresses replaced. */
  reply: string | null
  class: Judgement['replyClass']
  /** In sentences. */
  meaning: string
  /** Why it may have happened: not judged yet. */
  causes: []
  nextSteps: string[]
  unknowable: string[]
}

const PASTE_MORE =
  'Paste the whole bounce, or the line of your mail log with relay= in it: with the host that refused it can be told.'
const NOTHING_READ = 'No answer of a mail server can be read in this text.'
const TAKEN =
  'The mail server took this message: it is no refusal. Whether it reached the inbox is not known from that.'
const WITHOUT_REPLY: Record<string, string> = {
  suppressed:
    'Your provider did not send this message at all, so no receiver refused it. Its own list of suppressed addresses says why.',
  unreachable:
    'Nobody answered, so this is no refusal: the host could not be reached in time. The queue tries again by itself.',
}
const CANNOT_TELL =
  'Whose answer this is cannot be told from the text alone: other receivers use the same words, and tags in brackets too.'
const NOT_LOCAL_POLICY =
  'The “local policy” of such a reply has nothing to do with local_policy in DMARC aggregate reports.'

/** Explains a pasted line, a whole bounce or an event of a provider. */
export function diagnose(text: string): Diagnosis {
  const delivery = readText(text)
  const isTaken = delivery?.outcome === 'delivered' || delivery?.reply?.text.startsWith('2')
  if (isTaken) return { ...NOTHING, meaning: TAKEN, nextSteps: [] }
  if (delivery && !delivery.reply && delivery.outcome in WITHOUT_REPLY)
    return { ...NOTHING, meaning: WITHOUT_REPLY[delivery.outcome]! }
  const read = delivery?.reply && isAnswer(delivery) ? delivery : null
  if (!read?.reply) return { ...NOTHING, meaning: `${NOTHING_READ} ${PASTE_MORE}` }
  const { receiver, replyClass, isIcloud, basis, certainty, code, phase, usualPhase } = judgeDelivery(read)
  const entry = isIcloud ? findReply(read.reply.text).entry : null
  return {
    isIcloud,
    basis,
    certainty,
    code,
    phase,
    usualPhase,
    receiver: receiver?.id ?? null,
    status: read.status,
    reply: hideLocalParts(read.reply.text),
    class: replyClass,
    meaning: meaningOf(
      { certainty, basis },
      { entry, replyClass, text: read.reply.text, name: receiver?.name ?? null },
    ),
    causes: [],
    nextSteps: entry
      ? entry.nextSteps
      : [...(certainty === 'unknown' ? [PASTE_MORE] : []), ...CLASS_WORDS[replyClass].first],
    unknowable: entry?.isUnexplained ? [...UNKNOWABLE] : [],
  }
}

const NOTHING: Diagnosis = {
  receiver: null,
  isIcloud: false,
  basis: null,
  certainty: 'unknown',
  code: null,
  status: null,
  reply: null,
  phase: 'unknown',
  usualPhase: 'unknown',
  class: 'unknown',
  meaning: '',
  causes: [],
  nextSteps: [PASTE_MORE],
  unknowable: [],
}

/** Any text has words; an answer has a code, a tag, or what says by whom or to whom it was. */
function isAnswer({ reply, remoteHost, recipient, status }: Delivery): boolean {
  return (
    reply!.smtpCode !== null ||
    status !== null ||
    remoteHost !== null ||
    recipient !== null ||
    /\[[A-Z]{2,4}\d{1,2}\]|reject|refus|den(?:y|ied)|block|bounce|policy|not accept|unavailable|unknown|defer/i.test(
      reply!.text,
    )
  )
}

function meaningOf(
  { certainty, basis }: Pick<Judgement, 'certainty' | 'basis'>,
  about: { entry: CatalogueReply | null; replyClass: Judgement['replyClass']; text: string; name: string | null },
): string {
  const { entry, replyClass, text, name } = about
  if (entry) {
    const whose = certainty === 'yes' ? 'This is an answer of Apple’s.' : INFERRED[basis ?? 'text']
    return [whose, ...entry.says.map(withMark), entry.doesNotProve].filter(Boolean).join(' ')
  }
  const words = CLASS_WORDS[replyClass].says
  const local = /local policy/i.test(text) ? NOT_LOCAL_POLICY : null
  if (certainty === 'unknown') return [CANNOT_TELL, words, local].filter(Boolean).join(' ')
  return [name ? `This is an answer for ${name}, not Apple’s.` : 'This is not Apple’s answer.', words, local]
    .filter(Boolean)
    .join(' ')
}

/** What is not sure must not read as if it were, where no word of certainty stands beside it. */
function withMark({ text, certainty }: Claim): string {
  return (MARKS[certainty] ?? '') + text
}

const MARKS: Partial<Record<Claim['certainty'], string>> = {
  reported: 'Reported, and not confirmed by Apple: ',
  judgement: 'By experience only: ',
}

const INFERRED: Record<NonNullable<Judgement['basis']>, string> = {
  host: 'The address that refused is in a network of Apple’s, so this is most likely an answer of Apple’s.',
  mx: 'The recipient’s mail goes to Apple.',
  recipient: 'The recipient is at a domain of Apple’s, so this is most likely an answer of Apple’s.',
  text: 'The text has Apple’s own words, so this is most likely an answer of Apple’s. Nothing else in it says so.',
}
