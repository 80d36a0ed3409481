/** Sentences as one text; what is false or empty is none. */
export function joinSentences(...sentences: (string | false)[]): string {
  return sentences.filter(Boolean).join(' ')
}
