import catalogue from './replies.json' with { type: 'json' }
import type { ReplyClass } from './reply-class.ts'

/** What a sentence about Apple rests on. `stated`: the reply says it itself; `unknown`: nobody outside Apple knows. */
export type Certainty = 'documented' | 'stated' | 'observed' | 'reported' | 'judgement' | 'unknown'

/** Where a sentence is from. `date` in words. */
export type Source = { title: string; url: string | null; date: string | null }
export type Claim = { text: string; certainty: Certainty; source: keyof typeof catalogue.sources }

/** One reply of Apple's, or the words for one that is not known. */
export type CatalogueReply = {
  id: string
  title: string
  group: string
  class: ReplyClass
  /** Without brackets. */
  tag: string | null
  example: string
  /** In which phase it is known to come: a word of Phase, `unknown` where that is not published. */
  usualPhase: string
  says: Claim[]
  doesNotProve: string | null
  /** What sources say of it that do not agree. */
  conflicts: Claim[]
  /** What to do, in this order. */
  nextSteps: string[]
  /** Whether nobody outside Apple knows what it stands for. */
  isUnexplained: boolean
}

/** `tag` is the one in the text, whether it is known or not; null as well for one that is never Apple's. */
export type FoundReply = { entry: CatalogueReply; tag: string | null }

const ENTRIES = catalogue.replies.map(({ pattern, ...entry }) => ({
  entry: entry as CatalogueReply,
  pattern: new RegExp(pattern, 'i'),
}))
/** Seen at other receivers only: postmaster.yahooinc.com has it. */
const FOREIGN_TAGS = ['PH01']
const TAG = /\[([A-Z]{2,4}\d{1,2})\]/
/** A reply is a line or two; what is longer is cut. */
const TEXT_MAX = 4_000

/** Every reply that is known, those for unknown ones last. */
export const APPLE_REPLIES: readonly CatalogueReply[] = ENTRIES.map(({ entry }) => entry)
export const REPLY_SOURCES: Readonly<Record<string, Source>> = catalogue.sources
/** What nobody outside Apple can know of a refusal that the reply does not explain. */
export const UNKNOWABLE: readonly string[] = catalogue.unknowable
/** The month of the knowledge in the list, `YYYY-MM`. */
export const REPLIES_AS_OF: string = catalogue.asOf

/** Finds what is known of a reply that is Apple's, or taken for it. There is always an answer: the last entry is for any other text. */
export function findReply(text: string): FoundReply {
  const cut = text.slice(0, TEXT_MAX)
  const tag = isForeignText(cut) ? null : tagOf(cut)
  // A tag says more than the sentence around it.
  const byTag = tag === null ? null : (ENTRIES.find(({ entry }) => entry.tag === tag) ?? NEW_TAG)
  const found = byTag ?? ENTRIES.find(({ entry, pattern }) => entry !== NEW_TAG.entry && pattern.test(cut))!
  return { entry: found.entry, tag }
}

const NEW_TAG = ENTRIES.find(({ entry }) => entry.id === 'new-tag')!

function tagOf(text: string): string | null {
  return TAG.exec(text)?.[1] ?? null
}

/** In any language of the page, and below its older path `kb/`. */
const LINK = /(?<![\w.-])support\.apple\.com\/(?:[a-z-]{2,12}\/){0,2}(?:HT204137|102322)\b/i
const LOCAL_POLICY = /rejected due to local policy/i
/** Tags with the sentence that Apple's hosts give them in. */
const SENTENCES: readonly (readonly [tags: readonly string[], sentence: RegExp])[] = [
  [['CS01', 'CS02', 'HM07', 'HM08'], LOCAL_POLICY],
  [['HCM2'], /your mail from \S{1,60} was rejected/i],
  [['HME1'], /blocked for failing both SPF and DKIM/i],
]
const DMARC = /\byour message was rejected due to \S{1,253}['’]s DMARC policy\b/i

/** Whether a text by itself shows that Apple wrote it: by its link, or a known tag in its own sentence, or its sentence on DMARC. */
export function isAppleText(text: string): boolean {
  const cut = text.slice(0, TEXT_MAX)
  const tag = tagOf(cut)
  if (isForeignText(cut)) return false
  if (LINK.test(cut) || DMARC.test(cut)) return true
  return SENTENCES.some(([tags, sentence]) => tag !== null && tags.includes(tag) && sentence.test(cut))
}

/** Whether a text by itself shows that somebody else wrote it. */
export function isForeignText(text: string): boolean {
  return FOREIGN_TAGS.includes(tagOf(text.slice(0, TEXT_MAX)) ?? '')
}
