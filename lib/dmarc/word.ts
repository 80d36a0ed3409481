import { fieldText, type RawWords } from './field-text.ts'
import type { RawElement } from './raw-element.ts'
import { lookUp } from './vocabulary.ts'
import { quote } from './warning-log.ts'

/**
 * A field of a closed vocabulary, whatever its case. Null when missing, empty or another word; another word, and one
 * that is read as a different one (`hardfail`), is kept in `raw` and warned of. `inWords` is the field's name for
 * people, `otherwise` what the caller makes of null.
 */
export function readWord<Word extends string>(
  parent: RawElement | null,
  name: string,
  words: Readonly<Record<string, Word>>,
  { raw, inWords = name, otherwise = 'no value' }: { raw: RawWords; inWords?: string; otherwise?: string },
): Word | null {
  const written = fieldText(parent, name, raw.log)
  if (!written) return null
  const { word, isSame } = lookUp(words, written)
  if (isSame) return word
  raw.keep(name, written)
  const sentence = `The word ${quote(written)} in ${inWords} is not one that the specifications know; it was read as ${word ?? otherwise}.`
  raw.log.add('odd-value', inWords, sentence)
  return word
}
