import type { AlignmentMode, DkimResult, Disposition, Policy, ReasonType, SpfResult } from './report.ts'

/**
 * The closed word lists of RFC 7489 appendix C and RFC 9990, as word -> what it is read as. A word that is read as
 * another one (`hardfail`) is kept beside the value.
 */
type Vocabulary<Word extends string> = Readonly<Record<string, Word>>

function vocabulary<Word extends string>(
  words: readonly Word[],
  synonyms: Record<string, Word> = {},
): Vocabulary<Word> {
  const table = Object.create(null) as Record<string, Word>
  for (const word of words) table[word] = word
  return Object.assign(table, synonyms)
}

/** RFC 7489 appendix C: temperror is "commonly implemented as unknown", permerror "as error". */
const OLD_NAMES = { unknown: 'temperror', error: 'permerror' } as const

export const POLICIES: Vocabulary<Policy> = vocabulary(['none', 'quarantine', 'reject'])
export const DISPOSITIONS: Vocabulary<Disposition> = vocabulary(['none', 'pass', 'quarantine', 'reject'])
export const ALIGNED: Vocabulary<'pass' | 'fail'> = vocabulary(['pass', 'fail'])
export const ALIGNMENT_MODES: Vocabulary<AlignmentMode> = vocabulary<AlignmentMode>([], {
  r: 'relaxed',
  s: 'strict',
  relaxed: 'relaxed',
  strict: 'strict',
})
export const YES_NO: Vocabulary<'y' | 'n'> = vocabulary(['y', 'n'])
export const DISCOVERY_METHODS: Vocabulary<'psl' | 'treewalk'> = vocabulary(['psl', 'treewalk'])
export const SPF_SCOPES: Vocabulary<'helo' | 'mfrom'> = vocabulary(['helo', 'mfrom'])
export const REASON_TYPES: Vocabulary<ReasonType> = vocabulary([
  'forwarded',
  'local_policy',
  'mailing_list',
  'other',
  'policy_test_mode',
  'sampled_out',
  'trusted_forwarder',
])
/** The union of RFC 7489 and RFC 9990. `hardfail` is no word of either: fixture any-hardfail.xml. */
export const SPF_RESULTS: Vocabulary<SpfResult> = vocabulary<SpfResult>(
  ['none', 'pass', 'fail', 'softfail', 'policy', 'neutral', 'temperror', 'permerror'],
  { ...OLD_NAMES, hardfail: 'fail' },
)
export const DKIM_RESULTS: Vocabulary<DkimResult> = vocabulary<DkimResult>(
  ['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror'],
  { ...OLD_NAMES, hardfail: 'fail' },
)

/** `word` is null for a word outside of the vocabulary; `isSame` says that what was written needs no keeping. */
export function lookUp<Word extends string>(
  words: Vocabulary<Word>,
  written: string,
): { word: Word | null; isSame: boolean } {
  const lower = written.toLowerCase()
  const word = words[lower] ?? null
  return { word, isSame: word === lower || lower === word?.[0] }
}
